// Builds the graph of a scenario for the map.

import type { Graph, GraphEdge, GraphNode } from "../../contracts/graph";
import { choiceLabel, sceneNumbers, titleOf } from "../labels";
import { gateLinks, linksFrom } from "../operations/links";
import { endingsOf, scenesOf, startOf } from "../selection";
import { children, type TreeNode } from "../tree";
import { type EditorTranslate, translateCount } from "../words";

/** The texts that the graph needs. */
export interface GraphWords {
  t: EditorTranslate;
  kinds: ReadonlyMap<string, string>;
}
type ProblemCountMap = ReadonlyMap<number, { errors: number; warnings: number }>;

const noProblems = { errors: 0, warnings: 0 };

/** Return the number of problems of a scene or ending, including its choices. */
function problemCountsOf(place: TreeNode, marks: ProblemCountMap): { errors: number; warnings: number } {
  if (!marks.size) return noProblems;
  const all = [place, ...children(place, "choice")].map((node) => marks.get(node.key) ?? noProblems);
  return {
    errors: all.reduce((sum, { errors }) => sum + errors, 0),
    warnings: all.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}

/** Return the graph of a scenario. */
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

/** Return the note of a scene: the number of choices and of missing targets. */
function sceneNote(scene: TreeNode, t: EditorTranslate): string {
  const choices = children(scene, "choice");
  const open = choices.filter((choice) => !choice.attrs.to).length;
  const replies = translateCount(t, "map_replies_one", "map_replies_some", choices.length);
  return open ? t("map_open_ways", { replies, count: open }) : replies;
}

/** Return a string of all that the layout depends on; equal strings have equal layouts. */
export const graphShape = ({ places, ways, gates }: Graph): string =>
  JSON.stringify([
    places.map(({ id, kind }) => [id, kind]),
    ways.map(({ from, to }) => [from, to]),
    gates.map(({ to }) => to),
  ]);
