// What comes from Word, from an e-mail or from a plain outline, as lines of the script.

const quotes = /^(?:>[ \t]?)+/;
const bullet = /^(?:[-*•●▪‣–—]|o(?=\t)|\(?[a-hA-H1-8][.)])[ \t]+/;
const sceneWord = /^(?:scene|szene|sc[eè]ne|escena)\b[ \t]*(\d*)[ \t]*[.:)–—-]*[ \t]*(.*)$/i;
const endingWord = /^(?:end|ending|ende|fin|final)\b[ \t]*(\d*)[ \t]*[.:)–—-]+[ \t]*(.*)$/i;
const feedbackWord = /^(?:feedback|coach|comment|note to learner|why it matters|rationale)[ \t]*:[ \t]*/i;
const optionWord = /^(?:option|choice|answer|reply)[ \t]*(?:[a-h]|\d)?[ \t]*[:.)][ \t]*/i;
const goTo = /[ \t]*[([]?(?:go(?:es)? to|leads to|next|jump to|→|=>|-+>)[ \t:]+([^)\]]+)[)\]]?[ \t]*[.]?$/i;
const boldName = /^(?:\*\*|__)([^*_:]{1,40}?)(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]*/;
const dashedName = /^(\p{Lu}[\p{L}.'’ ]{0,30}?)[ \t]+[–—][ \t]+(?=["“„«])/u;
const capitalName = /^(\p{Lu}[\p{Lu}.'’ ]{1,30})(?=[ \t]*(?:\([^()]*\)[ \t]*)?:)/u;
const quoted = /^(.{1,60}?:[ \t]+)["“„«]([^"“”„«»]*)["”»]$/u;

/** Return a pasted text as lines of the script. What is such a line already stays as it is. */
export function understandPaste(pasted: string, atLineStart: boolean): string {
  const lines = pasted
    .replace(/\r\n?/g, "\n")
    .replace(/\u00a0/g, " ")
    .replace(/\u200b/g, "")
    .split("\n");
  if (isScript(lines)) return lines.join("\n");
  let inChoice = false;
  const made: string[] = [];
  for (const line of lines) {
    const { text, isChoice, isPlace } = understandLine(line, inChoice);
    if (isPlace) inChoice = false;
    if (isChoice) inChoice = true;
    if (text || made.at(-1)) made.push(text);
  }
  const hasHeading = made.some((line) => line.startsWith("#"));
  return atLineStart || hasHeading ? made.join("\n") : made.join("\n").replace(/^[ \t]+/, "");
}

/** Tell whether lines are a script already. */
const isScript = (lines: readonly string[]): boolean =>
  lines.some((line) => /^#[ \t]/.test(line)) && lines.some((line) => /^- .*(?:->|→)/.test(line));

/** Return one line as a line of the script. */
function understandLine(line: string, inChoice: boolean): { text: string; isChoice: boolean; isPlace: boolean } {
  const words = line.replace(quotes, "");
  const isDeeper = /^(?:[ \t]{2,}|\t|o\t)/.test(words);
  const rest = words.trim().replace(/[ \t]+/g, " ");
  const nothing = { text: "", isChoice: false, isPlace: false };
  if (!rest) return nothing;
  const ending = endingWord.exec(rest);
  if (ending) return { text: `= ${ending[2]!.trim() || rest}`, isChoice: false, isPlace: true };
  const scene = sceneWord.exec(rest.replace(/^#+[ \t]*/, ""));
  if (scene && rest.length < 90) return { text: `# ${scene[2]!.trim() || rest}`, isChoice: false, isPlace: true };
  if (/^#{1,6}[ \t]/.test(rest)) return { text: `# ${rest.replace(/^#+[ \t]*/, "")}`, isChoice: false, isPlace: true };
  const isBullet = bullet.test(words.trimStart()) || optionWord.test(rest);
  const said = withArrow(
    words
      .trim()
      .replace(bullet, "")
      .replace(optionWord, "")
      .replace(/[ \t]+/g, " "),
  );
  if (isBullet && !(inChoice && isDeeper)) return { text: `- ${unquoted(said)}`, isChoice: true, isPlace: false };
  const indent = inChoice && (isDeeper || feedbackWord.test(said)) ? "  " : "";
  if (feedbackWord.test(said)) return { ...nothing, text: `${indent || "  "}why: ${said.replace(feedbackWord, "")}` };
  return { ...nothing, text: indent + spoken(said) };
}

/** In so many characters at the end of a line, "(go to …)" is looked for: it names a scene, and titles are short. */
const arrowLength = 300;

/** Return words with "(go to …)" at their end as an arrow. */
function withArrow(words: string): string {
  const end = words.slice(-arrowLength).replace(goTo, (_, title: string) => ` -> ${title.trim().replace(/\.$/, "")}`);
  return words.slice(0, -arrowLength) + end;
}

/** Return words without the quotation marks around them. */
const unquoted = (words: string): string => words.replace(/^["“„«]([^"“”„«»]*)["”»](?=$| ->)/, "$1");

/** Return a line of somebody who speaks as the script writes it. */
function spoken(words: string): string {
  const named = words
    .replace(boldName, "$1: ")
    .replace(dashedName, "$1: ")
    .replace(capitalName, (name) => name.trim().replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase()));
  return named.replace(quoted, "$1$2");
}
