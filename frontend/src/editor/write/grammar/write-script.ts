// Writes a tree as lines of the script. A file also says ids, attributes and elements that have no form of their own; the
// Write pane leaves these out, and they stay in the tree.

import { firstWording } from "../../operations/variants";
import type { TreeNode } from "../../tree";
import { guardAll, unguard } from "./escapes";
import { keywordFor } from "./lines";
import { choiceLines } from "./write-choice";
import { firstThat, fitsLine, type LineOf, type Names, otherAttributes, text, writeHead, writeRaw } from "./writing";

/** Return the lines of a scene or an ending. */
export function placeLines(place: TreeNode, names: Names, whole: boolean): LineOf[] {
  const zone = place.tag === "ending" ? "ending" : "scene";
  const lines = [headingLine(place, names, whole)];
  for (const inner of place.nodes ?? []) {
    if (inner.tag === "choice" && zone === "scene") lines.push(...choiceLines(inner, names, whole));
    else {
      const written = itemLine(inner, zone, names, whole) ?? (whole ? writeRaw(inner, zone) : null);
      if (written) lines.push(written);
    }
  }
  return lines;
}

/** Return the heading of a scene or an ending. */
function headingLine(place: TreeNode, names: Names, whole: boolean): LineOf {
  const { kind = "" } = place.attrs;
  const saysTitle = fitsLine(place.attrs.title ?? "");
  const title = saysTitle ? (place.attrs.title ?? "") : "";
  const ending = place.tag === "ending";
  const detail = ending && names.words.kinds.has(kind) ? kind : "";
  const rest = otherAttributes(place, [...(saysTitle ? ["title"] : []), ...(detail ? ["kind"] : [])], whole);
  const expected = (line: { kind: string; words: string; detail: string }) =>
    line.kind === place.tag && unguard(line.words) === title && (!ending || line.detail === detail);
  const typed = firstThat(
    [title, guardAll(title, "{}()"), guardAll(title, "\\*<>#=-[]:{}!@()?→")],
    (words) => `${ending ? "=" : "#"} ${words}${detail ? ` (${detail})` : ""}${rest}`,
    "head",
    expected,
  );
  return { typed: typed ?? `${ending ? "=" : "#"}${rest}`, zone: "head", node: place };
}

/** Return the line of a child of a scene or an ending; null where the script has no form for it. */
function itemLine(node: TreeNode, zone: "scene" | "ending", names: Names, whole: boolean): LineOf | null {
  if (node.tag === "line") return writeHead(node, zone, names, whole);
  if (node.tag === "cue") return firstWording(node) ? text(node, zone, "", whole) : null;
  if (node.tag === "their-view" && zone === "ending") return writeHead(node, zone, names, whole);
  const keyword = keywordFor(zone, node.tag);
  return keyword ? text(node, zone, keyword, whole) : null;
}
