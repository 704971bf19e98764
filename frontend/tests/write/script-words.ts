// The words of the catalogues that the tests' scripts use.

import { endingKinds } from "../../src/contracts/constants";
import type { Vocabulary } from "../../src/editor/write/grammar/writing";

export type GivenVocabulary = Record<keyof Vocabulary, string[]>;

export const vocabulary = (given: GivenVocabulary): Vocabulary => ({
  moves: new Set(given.moves),
  skills: new Set(given.skills),
  moods: new Set(given.moods),
  kinds: new Set(given.kinds),
  roles: new Set(given.roles),
});

export const words: Vocabulary = vocabulary({
  moves: ["reflect", "two-options"],
  skills: ["steady", "listening", "autonomy", "clarity", "rope", "limits", "timing", "partnership"],
  moods: ["calm", "guarded", "afraid", "angry", "sad", "tired", "wry", "warm"],
  kinds: [...endingKinds],
  roles: ["client", "colleague", "other"],
});
