// Who speaks with which voice of the device: the same person always with the same one, different people with different
// ones as long as there are any.

import { baseLanguage } from "../ui/local-voices";

/** How somebody sounds. */
export interface Part {
  voice: SpeechSynthesisVoice;
  pitch: number;
}

/** Who tells what nobody says. */
export const narrator = "";

/** Voices that some systems have for fun; nobody's words are read with them where there are others. */
const forFun =
  /albert|bad ?news|bahh|bells|boing|bubbles|cellos|croak|deranged|good ?news|hysterical|jester|organ|superstar|trinoids|whisper|wobble|zarvox/i;
/** Pitches for further people when each voice has somebody. */
const pitches = [1, 0.85, 1.15];

/** Return the voices to choose from, those of the reader's own region first. */
export function usableVoices(voices: SpeechSynthesisVoice[], region: string): SpeechSynthesisVoice[] {
  const serious = voices.filter(({ name }) => !forFun.test(name));
  const sorted = (serious.length ? serious : voices).slice().sort((a, b) => (a.voiceURI < b.voiceURI ? -1 : 1));
  const near = sorted.filter(({ lang }) => lang.replace("_", "-").toLowerCase() === region.toLowerCase());
  return [...near, ...sorted.filter((voice) => !near.includes(voice))];
}

/** Return the region whose voices come first: the text's own, else the reader's. */
export function regionOf(lang: string, reader: string): string {
  return lang.includes("-") || baseLanguage(lang) !== baseLanguage(reader) ? lang : reader;
}

/**
 * Give each person a part. `people` are ids in the order of the scenario, `wishes` the learner's own choices of voices by
 * id. Without voices nobody has a part.
 */
export function castParts(
  people: string[],
  voices: SpeechSynthesisVoice[],
  wishes: Record<string, string>,
): Map<string, Part> {
  const parts = new Map<string, Part>();
  const free = pitches.flatMap((pitch) => voices.map((voice) => ({ voice, pitch })));
  const take = (id: string, part: Part) => {
    parts.set(id, part);
    const at = free.findIndex(({ voice, pitch }) => voice === part.voice && pitch === part.pitch);
    if (at >= 0) free.splice(at, 1);
  };
  const all = [narrator, ...people];
  for (const id of all) {
    const wished = voices.find(({ voiceURI }) => voiceURI === wishes[id]);
    if (wished) take(id, { voice: wished, pitch: 1 });
  }
  for (const id of all) {
    if (parts.has(id) || !voices.length) continue;
    // The free voices at the next pitch; one of them by the person's id, so that it is the same on every visit.
    const next = free.filter(({ pitch }) => pitch === free[0]?.pitch);
    const usual = id === narrator ? next.findIndex(({ voice }) => voice.default) : -1;
    take(id, next[usual >= 0 ? usual : keyOf(id) % next.length] ?? { voice: voices[0]!, pitch: 1 });
  }
  return parts;
}

/** Return a number for an id, always the same. */
function keyOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return sum;
}
