import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createTranslate, formatList } from "../../src/ui/words";
import { openWindow } from "../helpers";

beforeEach(openWindow);

test("English words come in the form for one or for several", () => {
  const t = createTranslate<"left">({ left: { one: "{count} second left", other: "{count} seconds left" } });
  assert.deepEqual(
    [0, 1, 2].map((count) => t("left", { count })),
    ["0 seconds left", "1 second left", "2 seconds left"],
  );
});

test("a language of four forms gets each of them, as the server sends them", () => {
  document.documentElement.lang = "pl";
  // What ngettext returns for the samples of presenter/labels.py; the usual form is that of 100.
  const t = createTranslate<"left">({
    left: { "1": "{count} sekunda", "2": "{count} sekundy", "3": "{count} sekundy", other: "{count} sekund" },
  });
  assert.deepEqual(
    [1, 2, 4, 5, 12, 22, 25, 100].map((count) => t("left", { count })),
    ["1 sekunda", "2 sekundy", "4 sekundy", "5 sekund", "12 sekund", "22 sekundy", "25 sekund", "100 sekund"],
  );
  document.documentElement.lang = "sl";
  const slovenian = createTranslate<"left">({
    left: { "1": "{count} sekunda", "2": "{count} sekundi", "3": "{count} sekunde", other: "{count} sekund" },
  });
  assert.deepEqual(
    [1, 2, 4, 5, 101, 102, 103].map((count) => slovenian("left", { count }).split(" ")[1]),
    ["sekunda", "sekundi", "sekunde", "sekund", "sekunda", "sekundi", "sekunde"],
  );
});

test("texts are listed as the page's language lists them", () => {
  assert.equal(formatList(["one", "two", "three"]), "one, two, three");
  document.documentElement.lang = "ar";
  assert.match(formatList(["واحد", "اثنان"]), /واحد و\s?اثنان/);
});
