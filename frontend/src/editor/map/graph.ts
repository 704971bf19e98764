// Builds the graph of a scenario for the map.

import { strength } from "../../contracts/constants";
import type { Graph, GraphEdge, GraphNode } from "../../contracts/graph";
import type { ReplyStrength } from "../../ui/map/strength";
import { choiceLabel, sceneNumbers, titleOf } from "../labels";
import { gateLinks, linksFrom } from "../operations/links";
import { mapPositionOf } from "../operations/map-positions";
import { endingsOf, scenesOf, startOf } from "../selection";
import { plainText } from "../text/markup";
import { children, type TreeNode } from "../tree";
import type { EditorTranslate } from "../words";

/** The texts that the graph needs. */
export interface GraphWords {
  t: EditorTranslate;
  kinds: ReadonlyMap<string, string>;
  /** Return the address of a portrait's picture in a mood, or "" where none is known. */
  face: (portrait: string, mood: string) => string;
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
export function buildGraph(root: TreeNode, marks: ProblemCountMap, { t, kinds, face }: GraphWords): Graph {
  const numbers = sceneNumbers(root);
  const people = new Map(children(root, "person").map((person) => [person.attrs.id ?? "", person]));
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
      ...positionOf(scene),
      ...firstLineOf(scene, people, face),
      dots: children(scene, "choice").map((choice) => ({
        key: choice.key,
        label: choiceLabel(choice, t),
        to: choice.attrs.to ?? "",
        strength: replyStrength(choice),
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
      ...positionOf(ending),
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

/** Return where its author has put a scene or ending. */
function positionOf(place: TreeNode): Pick<GraphNode, "at"> {
  const at = mapPositionOf(place);
  return at ? { at } : {};
}

/** A first line longer than this does not fit on a card anyway. */
const maxLineLength = 90;

/** Return what is said or seen first in a scene, and the face of who says it. */
function firstLineOf(
  scene: TreeNode,
  people: ReadonlyMap<string, TreeNode>,
  face: GraphWords["face"],
): Pick<GraphNode, "line" | "speaker" | "face"> {
  const words = (item: TreeNode | undefined) => plainText(item?.text ?? "").slice(0, maxLineLength);
  const said = children(scene, "line").find(words);
  if (!said) return { line: words(children(scene, "cue").find(words)) };
  const person = people.get(said.attrs.by ?? "");
  const { name = "", portrait = "" } = person?.attrs ?? {};
  return { line: words(said), speaker: name || "?", face: portrait && face(portrait, said.attrs.mood ?? "calm") };
}

/** Return how strong a reply is by its ratings that hold always: the last one counts for each skill. */
export function replyStrength(choice: TreeNode): ReplyStrength {
  const levels = new Map<string, number>();
  const ratings = children(choice, "level");
  for (const { attrs } of ratings) {
    if (attrs.if) continue;
    for (const [name, level] of Object.entries(attrs)) if (name !== "only") levels.set(name, Number(level) || 0);
  }
  if (!ratings.length) return "none";
  const sum = [...levels.values()].reduce((all, level) => all + level, 0);
  const mean = sum / Math.max(1, levels.size);
  if (mean >= strength.strongFrom) return "strong";
  return mean <= strength.weakTo ? "weak" : "mixed";
}

/** Return the note of a scene: the number of choices and of missing targets. */
function sceneNote(scene: TreeNode, t: EditorTranslate): string {
  const choices = children(scene, "choice");
  const open = choices.filter((choice) => !choice.attrs.to).length;
  const replies = t("map_replies", { count: choices.length });
  return open ? t("map_open_ways", { replies, count: open }) : replies;
}

/** Return a string of all that the layout depends on; equal strings have equal layouts. */
export const graphShape = ({ places, ways, gates }: Graph): string =>
  JSON.stringify([
    places.map(({ id, kind, at }) => [id, kind, at?.x, at?.y]),
    ways.map(({ from, to }) => [from, to]),
    gates.map(({ to }) => to),
  ]);
