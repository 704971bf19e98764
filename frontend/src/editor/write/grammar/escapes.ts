// Escapes of the script: a backslash before a character with a meaning takes that meaning away.
//
// While a line is read, each such character stands as a control character, which no text may contain; so all other rules
// need not know of escapes.

import { trimSpaces } from "../../text/blanks";

const escapable = "\\*<>#=-[]:{}!@()?→";
// Those that are no white space.
const guards = Array.from(escapable, (_, index) => String.fromCharCode(index < 8 ? index + 1 : index + 6));

const escapePattern = /\\([\\*<>#=\-[\]:{}!@()?→])/g;
const controlPattern = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

/** Return the control character that stands for a character without its meaning. */
export const guarded = (character: string): string => guards[escapable.indexOf(character)] ?? character;

/** Return a line of the script with its escapes as control characters. */
export const guardEscapes = (line: string): string =>
  line.replace(controlPattern, "").replace(escapePattern, (_, character: string) => guarded(character));

/** Return a text in which control characters stand, with the characters themselves. */
export const unguard = (text: string): string =>
  text.replace(controlPattern, (found) => escapable[guards.indexOf(found)] ?? "");

/** Return a text in which control characters stand, as it is typed. */
export const writeEscapes = (text: string): string =>
  text.replace(controlPattern, (found) => (guards.includes(found) ? `\\${escapable[guards.indexOf(found)]}` : ""));

/** Return a text in which each of these characters has no meaning. */
export const guardAll = (text: string, characters: string): string =>
  Array.from(text, (one) => (characters.includes(one) ? guarded(one) : one)).join("");

/** Return a text without the blanks at its ends; a fixed space is none. */
export const trimBlanks = (text: string): string => trimSpaces(text, "\ufeff");
