"""Moods that can be told apart by their pictures: at the size of the stage and at the size of a line."""

from itertools import combinations

import pytest

from powerstruggle_xblock.resources import data_dir, portraits
from powerstruggle_xblock.scenario.vocabulary import MOODS

pytestmark = pytest.mark.browser
SHARES = {120: 0.06, 36: 0.06}
"""The least share of a face's pixels that differ visibly between any two moods of one person, by size in pixels."""

DIFFERING = """async ({ pictures, size }) => {
  const draw = async (text) => {
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(text);
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, size, size);
    return pen.getImageData(0, 0, size, size).data;
  };
  const drawn = {};
  for (const [mood, text] of Object.entries(pictures)) drawn[mood] = await draw(text);
  const visible = 48;
  const found = {};
  const moods = Object.keys(drawn);
  for (const one of moods) for (const other of moods) {
    if (one >= other) continue;
    let differ = 0;
    for (let at = 0; at < drawn[one].length; at += 4) {
      let most = 0;
      for (let part = at; part < at + 3; part++) most = Math.max(most, Math.abs(drawn[one][part] - drawn[other][part]));
      if (most > visible) differ += 1;
    }
    found[`${one} ${other}`] = differ / (size * size * Math.PI / 4);
  }
  return found;
}"""


def pictures(person: str) -> dict[str, str]:
    """Return a person's pictures by mood."""
    folder = data_dir("static") / "public" / "portraits"
    return {mood: (folder / f"{person}-{mood}.svg").read_text(encoding="utf-8") for mood in MOODS}


@pytest.mark.parametrize("size", SHARES)
def test_any_two_moods_of_a_person_are_told_apart(open_window, size):
    page = open_window()
    alike = []
    for person in sorted(portraits()):
        shares = page.evaluate(DIFFERING, {"pictures": pictures(person), "size": size})
        assert len(shares) == len(list(combinations(MOODS, 2)))
        alike += [f"{person}: {pair} {share:.1%}" for pair, share in shares.items() if share < SHARES[size]]
    assert not alike, "\n".join(alike)
