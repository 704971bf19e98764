// The scenario as boxes and ways: what both the editor's map and the author's card draw.

import { gateLinks, linksFrom } from "../operations/links";
import { endingsOf, scenesOf, startOf } from "../selection";
import { choiceLabel, sceneNumbers, titleOf } from "../labels";
import { children, type TreeNode } from "../tree";
import { translateCount, type EditorTranslate } from "../words";

export interface GraphNode {
  id: string;
  kind: "scene" | "ending";
  number: number;
  title: string;
  /** "4 replies". */
  note: string;
  /** The kind of an ending, for its colour, and the word for it. */
  ending: string | null;
  ending_word: string | null;
  errors: number;
  warnings: number;
  /** A scene's choices, each a dot to draw a way from; the author's card has none. */
  dots?: readonly GraphDot[];
}

export interface GraphDot {
  key: number;
  label: string;
  to: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  kind: "choice" | "go";
  /** Which of the scene's dots it begins at. */
  dot?: number;
}

export interface GraphGate {
  if: string;
  to: string;
}

/** What the server sends with an author's card. */
export interface Graph {
  start: string;
  places: readonly GraphNode[];
  ways: readonly GraphEdge[];
  gates: readonly GraphGate[];
}

export interface GraphWords {
  t: EditorTranslate;
  kinds: ReadonlyMap<string, string>;
}
type ProblemCountMap = ReadonlyMap<number, { errors: number; warnings: number }>;

const noProblems = { errors: 0, warnings: 0 };

/** Where a scene's or an ending's choices have problems, the scene has them too. */
function problemCountsOf(place: TreeNode, marks: ProblemCountMap): { errors: number; warnings: number } {
  if (!marks.size) return noProblems;
  const all = [place, ...children(place, "choice")].map((node) => marks.get(node.key) ?? noProblems);
  return {
    errors: all.reduce((sum, { errors }) => sum + errors, 0),
    warnings: all.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}

export function buildGraph(root: TreeNode, marks: ProblemCountMap, { t, kinds }: GraphWords): Graph {
  const numbers = sceneNumbers(root);
  const scenes = scenesOf(root).map(
    (scene): GraphNode => ({
      id: scene.attrs.id ?? "",
      kind: "scene",
      number: numbers.get(scene.key) ?? 0,
      title: titleOf(scene, t),
      note: sceneNote(scene, t),
      ending: null,
      ending_word: null,
      ...problemCountsOf(scene, marks),
      dots: children(scene, "choice").map((choice) => ({
        key: choice.key,
        label: choiceLabel(choice, t),
        to: choice.attrs.to ?? "",
      })),
    }),
  );
  const endings = endingsOf(root).map(
    (ending): GraphNode => ({
      id: ending.attrs.id ?? "",
      kind: "ending",
      number: 0,
      title: titleOf(ending, t),
      note: "",
      ending: ending.attrs.kind ?? "",
      ending_word: kinds.get(ending.attrs.kind ?? "") ?? null,
      ...problemCountsOf(ending, marks),
    }),
  );
  const ways = scenesOf(root).flatMap((scene) => {
    const choices = children(scene, "choice");
    return linksFrom(scene).map(
      ({ from, to, kind, choice }): GraphEdge => ({
        from,
        to,
        kind: kind === "go" ? "go" : "choice",
        dot: choice ? choices.indexOf(choice) : 0,
      }),
    );
  });
  const gates = gateLinks(root).map(({ node, to }) => ({ if: node.attrs.if ?? "", to }));
  return { start: startOf(root), places: [...scenes, ...endings], ways, gates };
}

function sceneNote(scene: TreeNode, t: EditorTranslate): string {
  const choices = children(scene, "choice");
  const open = choices.filter((choice) => !choice.attrs.to).length;
  const replies = translateCount(t, "map_replies_one", "map_replies_some", choices.length);
  return open ? t("map_open_ways", { replies, count: open }) : replies;
}

/** What the layout depends on; equal shapes are laid out alike, whatever the texts say. */
export const graphShape = ({ places, ways, gates }: Graph): string =>
  JSON.stringify([
    places.map(({ id, kind }) => [id, kind]),
    ways.map(({ from, to }) => [from, to]),
    gates.map(({ to }) => to),
  ]);
