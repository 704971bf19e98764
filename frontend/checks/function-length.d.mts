/** Return the functions of a formatted source text that have more than `limit` lines. */
export function longFunctions(text: string, limit: number): Array<{ line: number; length: number; code: string }>;
