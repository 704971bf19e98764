"""Icons are inline SVG: no glyph that a machine's fonts may lack, no emoji, no icon font."""

import re
from pathlib import Path

from powerstruggle_xblock import resources

ROOT = Path(__file__).resolve().parents[2]
GLYPHS = re.compile(
    "["
    "\u2190-\u21ff"  # arrows
    "\u2300-\u23ff"  # technical signs, the erase key among them
    "\u2460-\u27bf"  # circled letters, boxes, shapes, signs, dingbats
    "\u27f0-\u27ff\u2900-\u297f\u2b00-\u2bff"  # more arrows, two joined squares
    "\u2980-\u29ff"
    "\ue000-\uf8ff"  # private use, as icon fonts do
    "\ufe0f\U0001f000-\U0001faff"  # emoji
    "]"
)
ICON_FONT = re.compile(r"@font-face|\bfa-[a-z]|icon-font|material-icons|glyphicon", re.IGNORECASE)
TIMES_SIGN = re.compile(r">\s*[×−]\s*<")
"""A multiplication or minus sign by itself: it stands for "close" or "less", which an icon does."""
APPLE_KEYS = "frontend/src/editor/shell/keys.ts"
"""The signs on Apple's keyboards, shown on Apple's machines alone, whose fonts have them."""
SCRIPT = "frontend/src/editor/write/"
"""Where a script is read: arrows and bullets that were typed or pasted are understood there, and none is shown."""


def sources() -> list[Path]:
    """Return the files from which pages for browsers are made."""
    folders = [(ROOT / "frontend/src", "*.ts*"), (ROOT / "frontend/styles", "*.css")]
    package = Path(resources.__file__).parent
    folders += [(package, "*.html"), (package / "words", "*.json")]
    return [path for folder, names in folders for path in sorted(folder.rglob(names)) if "print" not in path.parts]


def test_no_page_depends_on_a_sign_that_a_font_may_lack():
    found = {}
    for path in sources():
        name, text = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        if name == APPLE_KEYS:
            text = re.sub("[⌘⌥⇧]", "", text)
        if name.startswith(SCRIPT):
            text = re.sub("[→●▪]", "", text)
        signs = [sign for forbidden in (GLYPHS, ICON_FONT, TIMES_SIGN) for sign in forbidden.findall(text)]
        if signs:
            found[name] = signs
    assert len(sources()) > 200 and not found
