// White space at the ends of a text. These are loops: the work of a pattern that ends in `+$` grows with the square of the
// blanks that stand side by side inside a text.

const blanks = " \t\r\n";

/** Return a text without white space at its end. */
export function trimSpacesAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && blanks.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** Return a text without white space at both ends, at its beginning also without these characters. */
export function trimSpaces(text: string, also = ""): string {
  const rest = trimSpacesAtEnd(text);
  let begin = 0;
  while (begin < rest.length && (blanks + also).includes(rest[begin]!)) begin += 1;
  return rest.slice(begin);
}
