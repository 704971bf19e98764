// One line of the script: what kind it is and what it says. docs/script.md is the reference;
// exchange/script_text/lines.py reads the same on the server.

import { ownValue } from "../../../ui/own-value";
import { guardEscapes, trimBlanks, unguard } from "./escapes";

/** Where a line stands. */
export type Zone = "head" | "scene" | "ending" | "choice";

/** What one line says. Words are still guarded: see escapes.ts. */
export interface ScriptLine {
  kind:
    | "blank"
    | "scene"
    | "ending"
    | "choice"
    | "person"
    | "root"
    | "about"
    | "start"
    | "speech"
    | "text"
    | "marks"
    | "feedback"
    | "part"
    | "raw";
  /** The element of the notation, where the kind does not say it. */
  tag: string;
  words: string;
  /** The name before a colon; null without one. */
  name: string | null;
  /** What stands in parentheses: mood, kind of ending, role and portrait. */
  detail: string;
  /** Where a choice or the beginning leads: a title, "#id" or "=title"; null without an arrow. */
  target: string | null;
  /** What stands in braces at the end. */
  attrs: Record<string, string>;
}

/** Words before a colon that are no names, by where they stand. */
const keywords: Record<Zone, Record<string, [kind: ScriptLine["kind"], tag: string]>> = {
  head: {
    title: ["root", "powerstruggle_scenario"],
    minutes: ["about", "minutes"],
    where: ["about", "setting"],
    before: ["about", "before"],
    "you need": ["about", "you-need"],
    "they want": ["about", "they-want"],
    "to be seen": ["about", "body-cue"],
    "content note": ["about", "content-note"],
    "stepping out": ["about", "support"],
    practises: ["about", "goal"],
    source: ["about", "source"],
    begins: ["start", "start"],
    note: ["text", "note"],
  },
  scene: {
    hint: ["text", "hint"],
    "check in": ["text", "check-in"],
    "say it first": ["text", "rehearse"],
    note: ["text", "note"],
  },
  choice: {
    feedback: ["feedback", "feedback"],
    effect: ["part", "effect"],
    why: ["part", "why"],
    instead: ["part", "instead"],
    note: ["text", "note"],
  },
  ending: {
    view: ["speech", "their-view"],
    later: ["text", "later"],
    ask: ["text", "ask"],
    note: ["text", "note"],
  },
};

/** Return the words before a colon that are no names in a place, by the element that they make. */
export const keywordFor = (zone: Zone, tag: string): string =>
  Object.keys(keywords[zone]).find((word) => keywords[zone][word]![1] === tag) ?? "";
/** Return all words before a colon that are no names. */
export const keywordsOf = (zone: Zone): string[] => Object.keys(keywords[zone]);

const attributes = /\{\s*(#[^\s{}"=]+)?((?:\s*[\w:.-]+="[^"]*")*)\s*\}$/;
const attribute = /([\w:.-]+)="([^"]*)"/g;
const headPattern = /^([^:()]*)(?:\(([^()]*)\)[ \t]*)?:(?:[ \t]+(.*)|)$/s;
const detailAtEnd = /\(([^()]*)\)$/;
const element = /^<([A-Za-z][\w.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*(?:\/>|>.*<\/\1>)$/s;
const longestName = 40;
const mostNameWords = 3;

/** Read a line as it was typed. */
export function readLine(typed: string, zone: Zone): ScriptLine {
  let rest = trimBlanks(guardEscapes(typed));
  const line: ScriptLine = { kind: "text", tag: "cue", words: "", name: null, detail: "", target: null, attrs: {} };
  if (!rest) return { ...line, kind: "blank" };
  if (element.test(trimBlanks(typed)) && !inlineMarks.test(rest))
    return { ...line, kind: "raw", words: trimBlanks(typed) };
  const braces = rest.endsWith("}") ? attributes.exec(rest) : null;
  if (braces && (braces[1] || braces[2])) {
    line.attrs = readAttributes(braces[1], braces[2] ?? "");
    rest = trimBlanks(rest.slice(0, braces.index));
  }
  if (rest.startsWith("#")) return { ...line, kind: "scene", words: trimBlanks(rest.slice(1)) };
  if (rest.startsWith("=")) return withDetail({ ...line, kind: "ending", words: trimBlanks(rest.slice(1)) });
  if (zone === "head" && rest.startsWith("@")) return readPerson(line, trimBlanks(rest.slice(1)));
  if (zone !== "head" && zone !== "ending" && /^-(?:[ \t]|$|>)/.test(rest)) return readChoice(line, rest);
  if (zone === "choice" && rest.startsWith("!")) return { ...line, kind: "marks", words: trimBlanks(rest.slice(1)) };
  return readNamed(line, rest, zone);
}

const inlineMarks = /^<(?:p|br|em|strong|b|i|q|ul|ol|li|span|abbr|a)[\s/>]/;

/** Read the attributes in braces. */
function readAttributes(id: string | undefined, others: string): Record<string, string> {
  const attrs: Record<string, string> = id ? { id: unguard(id.slice(1)) } : {};
  for (const [, name = "", value = ""] of others.matchAll(attribute)) attrs[name] = decode(unguard(value));
  return attrs;
}

const entities: Record<string, string> = {
  quot: '"',
  amp: "&",
  lt: "<",
  "#10": "\n",
  "#13": "\r",
  "#9": "\t",
  "#92": "\\",
};
/** Return an attribute's value without entities. */
const decode = (value: string): string =>
  value.replace(/&(quot|amp|lt|#10|#13|#9|#92);/g, (_, name: string) => entities[name]!);

/** Take what stands in parentheses at the end. */
function withDetail(line: ScriptLine): ScriptLine {
  const found = detailAtEnd.exec(line.words);
  return found ? { ...line, words: trimBlanks(line.words.slice(0, found.index)), detail: trimBlanks(found[1]!) } : line;
}

/** Read what follows an "@". */
function readPerson(line: ScriptLine, rest: string): ScriptLine {
  const colon = rest.indexOf(":");
  const { words, detail } = withDetail({ ...line, words: trimBlanks(colon < 0 ? rest : rest.slice(0, colon)) });
  return { ...line, kind: "person", name: words, detail, words: colon < 0 ? "" : trimBlanks(rest.slice(colon + 1)) };
}

/** Read a choice. */
function readChoice(line: ScriptLine, rest: string): ScriptLine {
  const said = rest.startsWith("->") ? rest : trimBlanks(rest.slice(1));
  const at = Math.max(said.lastIndexOf("->"), said.lastIndexOf("→"));
  if (at < 0) return { ...line, kind: "choice", words: said };
  const target = trimBlanks(said.slice(at + (said[at] === "→" ? 1 : 2)));
  return { ...line, kind: "choice", words: trimBlanks(said.slice(0, at)), target };
}

/** Read a line that may begin with a name or with a word of the script. */
function readNamed(line: ScriptLine, rest: string, zone: Zone): ScriptLine {
  const found = headPattern.exec(rest);
  if (found) {
    const [, before = "", detail, words = ""] = found;
    const name = trimBlanks(before);
    const keyword = ownValue(keywords[zone], name.toLowerCase());
    if (keyword) {
      const [kind, tag] = keyword;
      if (kind === "speech") return { ...line, kind, tag, name: detail ?? null, words };
      if (kind === "start" && detail === undefined) return { ...line, kind, tag, target: words };
      if (detail === undefined) return { ...line, kind, tag, words };
    } else if (zone !== "head" && isName(name)) {
      return { ...line, kind: "speech", tag: zone === "choice" ? "reply" : "line", name, detail: detail ?? "", words };
    }
  }
  if (zone === "head") return { ...line, kind: "text", tag: "note", words: rest };
  return { ...line, words: rest };
}

/** Tell whether words before a colon may be a name. */
export function isName(name: string): boolean {
  if (name === "?" || /^@[a-z][a-z0-9_-]*$/.test(name)) return true;
  if (!name || name.length > longestName || name.split(/[ \t]+/).length > mostNameWords) return false;
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .'’-]*$/u.test(name) && /^(?:\p{Lu}|\p{Lo}|\p{Lt}|\p{N})/u.test(name);
}
