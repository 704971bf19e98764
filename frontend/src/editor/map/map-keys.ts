// The keys of the map. Whatever the mouse does on it, they do as well.

import type { Graph } from "../../contracts/graph";
import type { Layout } from "../../ui/map/layout-task";
import { nearestNode } from "../../ui/map/neighbors";
import * as commands from "../commands";
import type { EditorController } from "../controller";
import { choiceLabel } from "../labels";
import { handleStructureKey } from "../shell/keys";
import { children } from "../tree";
import type { Camera } from "./camera";
import { gridStep } from "./moving";

/** What the keys work on. */
export interface MapKeyTarget {
  controller: EditorController;
  camera: Camera;
  graph: Graph;
  layout: Layout | null;
  selected: string | null;
  keyOf(id: string): number | undefined;
  /** Give the focus to a card once it is drawn. */
  focus(id: string): void;
  toggle(id: string): void;
  pick(ids: ReadonlySet<string>, last: string): void;
  move(id: string, x: number, y: number): void;
  /** Stop a drag; return whether there was one. */
  cancelDrag(): boolean;
}

const arrows: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How far a card is moved by one key press: with Shift, and without. */
const [longStep, shortStep] = [12 * gridStep, 3 * gridStep];

/** Handle a key on the map. */
export function handleMapKey(event: KeyboardEvent, map: MapKeyTarget): void {
  const id = (event.target as Element).closest?.("[data-place]")?.getAttribute("data-place") ?? map.selected;
  const isHandled =
    (event.key === "Escape" && map.cancelDrag()) ||
    handleCommandKey(event, map, id) ||
    handleStructureKey(map.controller, event) ||
    (!event.ctrlKey && !event.metaKey && !event.altKey && handlePlainKey(event, map, id));
  if (!isHandled) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Handle keys with Ctrl or the command key; return whether it was one. */
function handleCommandKey(event: KeyboardEvent, map: MapKeyTarget, id: string | null): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const arrow = arrows[event.key];
  if (arrow && id) {
    const step = event.shiftKey ? longStep : shortStep;
    map.move(id, arrow[0] * step, arrow[1] * step);
  } else if (event.key.toLowerCase() === "a" && !event.shiftKey && map.graph.places.length) {
    map.pick(new Set(map.graph.places.map((place) => place.id)), id ?? map.graph.places[0]!.id);
  } else return false;
  return true;
}

/** Handle keys without Ctrl; return whether it was one. */
function handlePlainKey(event: KeyboardEvent, map: MapKeyTarget, id: string | null): boolean {
  const { controller, camera } = map;
  const zooms: Record<string, () => void> = {
    "+": () => camera.zoom(1.25),
    "=": () => camera.zoom(1.25),
    "-": () => camera.zoom(0.8),
    "0": camera.fit,
    ".": () => camera.centre(id),
  };
  if (event.key in zooms) zooms[event.key]!();
  else if (event.key in arrows) return walk(event, map, id);
  else if (event.key === "Escape" && controller.several.size) controller.select(controller.store.selected);
  else if (event.key === "Enter" && id) controller.goTo(map.keyOf(id) ?? 0);
  else if (event.key === " " && id) map.toggle(id);
  else if (event.key === "c" && id) return nextChoice(map);
  else return false;
  return true;
}

/** Go to the next card in the direction of an arrow key; with Shift, select it too. */
function walk(event: KeyboardEvent, map: MapKeyTarget, id: string | null): boolean {
  const { controller, graph, layout } = map;
  const next = layout && nearestNode(graph, layout, id, event.key);
  const key = next ? map.keyOf(next) : undefined;
  if (!next || key === undefined) return false;
  map.focus(next);
  if (!event.shiftKey) controller.select(key);
  else map.pick(new Set([...(controller.several.size ? controller.several : id ? [id] : []), next]), next);
  return true;
}

/** Select the next choice of the scene, so that it can be connected, copied or deleted; after the last, the scene. */
function nextChoice({ controller }: MapKeyTarget): boolean {
  const scene = commands.selectedPlace(controller);
  const choices = scene ? children(scene, "choice") : [];
  if (!scene || !choices.length) return false;
  const now = commands.selectedChoice(controller);
  const next = choices[now ? choices.indexOf(now) + 1 : 0];
  controller.select((next ?? scene).key);
  controller.announce(next ? choiceLabel(next, controller.t) : commands.selectedLabel(controller));
  return true;
}
