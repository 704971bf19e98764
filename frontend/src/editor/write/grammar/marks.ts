// What stands behind "!": a move, and ratings of skills.

/** The words of the ratings 0 to 3. */
export const ratingWords = ["harms", "weak", "workable", "strong"] as const;

/** What a line behind "!" says. */
export interface Marks {
  /** The move, as it was typed. */
  move: string | null;
  /** Ratings by skill. */
  ratings: Record<string, string>;
  /** A rating without a skill, or a word that is neither. */
  open: string[];
}

/** Read the words behind "!". */
export function readMarks(words: string, skills: ReadonlySet<string>, moves: ReadonlySet<string>): Marks {
  const found: Marks = { move: null, ratings: {}, open: [] };
  for (const item of words.split(",")) {
    const [first = "", ...others] = item.trim().toLowerCase().split(/\s+/);
    if (!first) continue;
    const rating = ratingOf(first);
    if (rating < 0) {
      if (moves.has(first) && !others.length) found.move = first;
      else found.open.push(item.trim());
      continue;
    }
    const rated = others.filter((skill) => skills.has(skill));
    for (const skill of rated) found.ratings[skill] = String(rating);
    if (!rated.length || rated.length < others.length) found.open.push(item.trim());
  }
  return found;
}

/** Return the number of a rating; -1 where a word is none. */
const ratingOf = (word: string): number =>
  /^[0-3]$/.test(word) ? Number(word) : ratingWords.indexOf(word as "strong");
