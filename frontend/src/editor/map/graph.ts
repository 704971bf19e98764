// The scenario as boxes and ways: what both the editor's map and the author's card draw.

import { gatesOf, waysFrom } from "../operations/links";
import { endingsOf, scenesOf, startOf } from "../selection";
import { choiceLabel, numbersOf, titleOf } from "../labels";
import { children, type Node } from "../tree";
import { counted, type Say } from "../words";

export interface Place {
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
  dots?: readonly Dot[];
}

export interface Dot { key: number; label: string; to: string }

export interface Edge {
  from: string;
  to: string;
  kind: "choice" | "go";
  /** Which of the scene's dots it begins at. */
  dot?: number;
}

export interface Gate { if: string; to: string }

/** What the server sends with an author's card. */
export interface Graph {
  start: string;
  places: readonly Place[];
  ways: readonly Edge[];
  gates: readonly Gate[];
}

export interface Words { say: Say; kinds: ReadonlyMap<string, string> }
type Marks = ReadonlyMap<number, { errors: number; warnings: number }>;

const none = { errors: 0, warnings: 0 };

/** Where a scene's or an ending's choices have problems, the scene has them too. */
function marksOf(place: Node, marks: Marks): { errors: number; warnings: number } {
  if (!marks.size) return none;
  const all = [place, ...children(place, "choice")].map((node) => marks.get(node.key) ?? none);
  return { errors: all.reduce((sum, { errors }) => sum + errors, 0), warnings: all.reduce((sum, { warnings }) => sum + warnings, 0) };
}

export function graphOf(root: Node, marks: Marks, { say, kinds }: Words): Graph {
  const numbers = numbersOf(root);
  const scenes = scenesOf(root).map((scene): Place => ({
    id: scene.attrs.id ?? "", kind: "scene", number: numbers.get(scene.key) ?? 0, title: titleOf(scene, say), note: sceneNote(scene, say),
    ending: null, ending_word: null, ...marksOf(scene, marks),
    dots: children(scene, "choice").map((choice) => ({ key: choice.key, label: choiceLabel(choice, say), to: choice.attrs.to ?? "" })),
  }));
  const endings = endingsOf(root).map((ending): Place => ({
    id: ending.attrs.id ?? "", kind: "ending", number: 0, title: titleOf(ending, say), note: "", ending: ending.attrs.kind ?? "",
    ending_word: kinds.get(ending.attrs.kind ?? "") ?? null, ...marksOf(ending, marks),
  }));
  const ways = scenesOf(root).flatMap((scene) => {
    const choices = children(scene, "choice");
    return waysFrom(scene).map(({ from, to, kind, choice }): Edge => ({ from, to, kind: kind === "go" ? "go" : "choice", dot: choice ? choices.indexOf(choice) : 0 }));
  });
  const gates = gatesOf(root).map(({ node, to }) => ({ if: node.attrs.if ?? "", to }));
  return { start: startOf(root), places: [...scenes, ...endings], ways, gates };
}

function sceneNote(scene: Node, say: Say): string {
  const choices = children(scene, "choice");
  const open = choices.filter((choice) => !choice.attrs.to).length;
  const replies = counted(say, "map_replies_one", "map_replies_some", choices.length);
  return open ? say("map_open_ways", { replies, count: open }) : replies;
}

/** What the layout depends on; equal shapes are laid out alike, whatever the texts say. */
export const shapeOf = ({ places, ways, gates }: Graph): string =>
  JSON.stringify([places.map(({ id, kind }) => [id, kind]), ways.map(({ from, to }) => [from, to]), gates.map(({ to }) => to)]);
