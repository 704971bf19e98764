import assert from "node:assert/strict";
import { test } from "node:test";
import english from "../../../powerstruggle_xblock/words/debrief-prompts.json";
import { findIdentifiers } from "../../src/reflection/identifier-warning";

const clues = {
  titles: english.nudge_titles,
  places: english.nudge_places,
  records: english.nudge_records,
  lang: "en",
};
const found = (text: string, more: Partial<typeof clues> = {}) =>
  findIdentifiers(text, { ...clues, ...more }).map((one) => one.text);

test("common patterns are found at their positions", () => {
  for (const [text, ...wanted] of [
    ["I saw Tom Baker today.", "Tom Baker"],
    ["It was Maria de la Cruz again.", "Maria de la Cruz"],
    ["Ms. Okafor called.", "Ms. Okafor"],
    ["We call him J. K. here.", "J. K."],
    ["She lives in apartment 12B.", "apartment 12B"],
    ["Room #204, third floor", "Room #204"],
    ["Unit no. 7 was loud", "Unit no. 7"],
    ["On 3/14/2025 it happened", "3/14/2025"],
    ["On 2025-03-14 it happened", "2025-03-14"],
    ["It was March 3rd", "March 3rd"],
    ["the 3rd of March", "3rd of March"],
    ["Call (555) 010-9999.", "(555) 010-9999"],
    ["+44 20 7946 0000", "+44 20 7946 0000"],
    ["Write to tom@example.org, please", "tom@example.org"],
    ["case number 4471-B", "case number 4471-B"],
    ["MRN: 884201", "MRN: 884201"],
    ["It said 1234567 on the card", "1234567"],
  ])
    assert.deepEqual(found(text!), wanted, text);
});

test("text that identifies nobody is not reported", () => {
  for (const text of [
    "My jaw went tight and I talked over them.",
    "I said it 3 times in 20 minutes.",
    "A person I work with said yes.",
    "There were two rooms and 12 people.",
    "I may be wrong. I am tired.",
    "",
    "   ",
    "12",
    "He was 45, maybe 50.",
    "1.5 or 2,500",
  ])
    assert.deepEqual(found(text), [], text);
});

test("other languages work and use their own words", () => {
  assert.deepEqual(found("Meine Kollegin hatte große Angst vor dem Gespräch im Neuen Haus.", { lang: "de" }), []);
  assert.deepEqual(
    found("Frau Öztürk kam am 3. März in Zimmer 12.", { lang: "de", titles: "Frau, Herr", places: "Zimmer" }),
    ["Frau Öztürk", "3. März", "Zimmer 12"],
  );
  assert.deepEqual(found("Y vino María José Núñez el 3 de marzo.", { lang: "es" }), ["María José Núñez", "3 de marzo"]);
  assert.deepEqual(found("Это сказал Иван Петров.", { lang: "ru" }), ["Иван Петров"]);
  assert.deepEqual(found("201号室で3月5日に。", { lang: "ja", places: "号室" }), ["201号室", "3月5日"]);
  assert.deepEqual(found("الهاتف ٠٥٥٥١٢٣٤٥٦٧", { lang: "ar", places: "غرفة", titles: "", records: "" }), [
    "٠٥٥٥١٢٣٤٥٦٧",
  ]);
  assert.deepEqual(found("Tom Baker", { lang: "not a language" }), ["Tom Baker"]);
});

test("a finding has its position", () => {
  const [first] = findIdentifiers("So: Tom Baker, and Tom Baker again.", clues);
  assert.deepEqual(first, { text: "Tom Baker", at: 4 });
});

test("long texts are checked quickly", () => {
  for (const text of [
    "Aa ".repeat(1400),
    "1 ".repeat(2000),
    "a@".repeat(2000),
    "(".repeat(4000),
    "A.".repeat(2000),
    "Aa-".repeat(1400),
  ]) {
    // The processor time of this process: what else the machine does is not in it.
    const began = process.cpuUsage();
    findIdentifiers(text, clues);
    assert.ok(process.cpuUsage(began).user < 2_000_000, text.slice(0, 10));
  }
});
