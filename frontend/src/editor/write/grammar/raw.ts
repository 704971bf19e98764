// A line of XML in the script: an element that has no form of its own there.

import { scenarioOrders } from "../../../contracts/constants";
import type { TreeData } from "../../../contracts/tree";
import { canVary } from "../../operations/variants";
import { unescapeText } from "../../text/markup";
import type { TreeNode } from "../../tree";
import type { Reading } from "./build-nodes";

const tagPattern = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g;
const attributePattern = /([\w:.-]+)="([^"<]*)"/g;

interface Tag {
  kind: "open" | "close" | "empty";
  name: string;
  attrs: Record<string, string>;
  /** Where it begins and ends. */
  from: number;
  to: number;
}

/** Return the element of a line of XML; null where it is not well formed. */
export function rawNode(reading: Reading, source: string): TreeNode | null {
  const tags = Array.from(source.matchAll(tagPattern), tagOf);
  const found = elementAt(source, tags, 0);
  return found && reading.make(found.data);
}

/** Return a tag. */
function tagOf(found: RegExpMatchArray): Tag {
  const [whole, closing, name = "", attributes = "", empty] = found;
  const attrs = Object.fromEntries(
    Array.from(attributes.matchAll(attributePattern), ([, key = "", value = ""]) => [key, unescapeText(value)]),
  );
  const from = found.index ?? 0;
  return { kind: closing ? "close" : empty ? "empty" : "open", name, attrs, from, to: from + whole.length };
}

/** Return the element that begins with a tag, and the index of the tag behind it; null where it does not end. */
function elementAt(source: string, tags: readonly Tag[], at: number): { data: TreeData; next: number } | null {
  const tag = tags[at];
  if (!tag || tag.kind === "close") return null;
  const { name, attrs } = tag;
  const canHold = name in scenarioOrders;
  const inside = canHold && canVary(name) ? textAt(source, tags, at) : null;
  const holdsElements = canHold && (!canVary(name) || /^\s*<variant[\s/>]/.test(inside?.data.text ?? ""));
  if (tag.kind === "empty")
    return { data: holdsElements ? { tag: name, attrs, nodes: [] } : { tag: name, attrs, text: "" }, next: at + 1 };
  if (!holdsElements) return inside ?? textAt(source, tags, at);
  const nodes: TreeData[] = [];
  let next = at + 1;
  while (tags[next]?.kind !== "close") {
    const inner = elementAt(source, tags, next);
    if (!inner) return null;
    nodes.push(inner.data);
    next = inner.next;
  }
  return tags[next]!.name === name ? { data: { tag: name, attrs, nodes }, next: next + 1 } : null;
}

/** Return the element of a text, with the marks in it. */
function textAt(source: string, tags: readonly Tag[], at: number): { data: TreeData; next: number } | null {
  const { name, attrs, to } = tags[at]!;
  let depth = 1;
  for (let next = at + 1; next < tags.length; next += 1) {
    const { kind, from } = tags[next]!;
    depth += kind === "open" ? 1 : kind === "close" ? -1 : 0;
    if (!depth) return { data: { tag: name, attrs, text: source.slice(to, from) }, next: next + 1 };
  }
  return null;
}
