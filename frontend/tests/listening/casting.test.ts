import assert from "node:assert/strict";
import { test } from "node:test";
import { castParts, narrator, regionOf, usableVoices } from "../../src/listening/casting";

const voice = (name: string, lang = "en-US", more: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  name,
  lang,
  voiceURI: name,
  localService: true,
  default: false,
  ...more,
});
const three = [voice("Ada"), voice("Ben", "en-US", { default: true }), voice("Cyd")];
const sounds = (people: string[], voices: SpeechSynthesisVoice[], wishes = {}) =>
  Array.from(castParts(people, voices, wishes).values(), (part) => `${part.voice.name} ${part.pitch}`);

test("everybody has a part of their own, as long as there are any, and the narrator the device's usual voice", () => {
  const parts = castParts(["marcus", "lou"], three, {});
  assert.equal(parts.get(narrator)?.voice.name, "Ben");
  assert.equal(new Set(sounds(["marcus", "lou"], three)).size, 3);
  assert.equal(new Set(sounds(["marcus", "lou", "benita", "ira"], [voice("Ada"), voice("Ben")])).size, 5);
  assert.equal(castParts(["marcus"], [], {}).size, 0);
  assert.equal(sounds(["a", "b", "c", "d", "e"], [voice("Ada")]).length, 6);
});

test("a person sounds the same on every visit, whatever order the browser names its voices in", () => {
  const one = castParts(["marcus", "lou"], usableVoices(three, "en"), {});
  const again = castParts(["marcus", "lou"], usableVoices([...three].reverse(), "en"), {});
  for (const [id, part] of one) assert.equal(again.get(id)?.voice.name, part.voice.name);
  const more = castParts(["marcus", "lou", "benita"], usableVoices(three, "en"), {});
  assert.equal(more.get("marcus")?.voice.name, one.get("marcus")?.voice.name);
});

test("the learner's choice of a voice wins, and nobody else is given it", () => {
  const usual = castParts(["marcus", "lou"], three, {}).get("lou")!.voice.name;
  const parts = castParts(["marcus", "lou"], three, { marcus: usual });
  assert.equal(parts.get("marcus")?.voice.name, usual);
  assert.notEqual(parts.get("lou")?.voice.name, usual);
  assert.equal(castParts(["marcus"], three, { marcus: "a voice of another device" }).size, 2);
});

test("voices for fun are left out where there are others, and the reader's own region comes first", () => {
  const names = (voices: SpeechSynthesisVoice[], region: string) =>
    usableVoices(voices, region).map(({ name }) => name);
  assert.deepEqual(names([voice("Zarvox"), voice("Zoe"), voice("Fiona", "en_GB")], "en-GB"), ["Fiona", "Zoe"]);
  assert.deepEqual(names([voice("Zarvox")], "en-US"), ["Zarvox"]);
  assert.equal(regionOf("en", "en-GB"), "en-GB");
  assert.equal(regionOf("en-US", "en-GB"), "en-US");
  assert.equal(regionOf("fr", "en-GB"), "fr");
});
