// Mouse, pen and finger on the map. Drag the background to look elsewhere, a card to move it, a choice's dot to set where
// it leads; with Shift, or with the tool for it, drag around cards to select them.

import { useRef, useState } from "preact/hooks";
import type { Area } from "../../ui/map/box-index";
import type { LiftedNodes } from "../../ui/map/drawing";
import type { Layout } from "../../ui/map/layout-task";
import type { Camera } from "./camera";

interface Point {
  x: number;
  y: number;
}
/** The line that is being dragged from a choice. */
export interface DragLine {
  key: number;
  from: Point;
  to: Point;
  over: string | null;
}

/** What dragging can do. */
export interface DragActions {
  connect(choice: number, to: string): void;
  /** The line ended on the background, at this point. */
  addFrom(choice: number, at: Point): void;
  selectChoice(choice: number): void;
  /** A card was pressed and not moved. */
  press(id: string, adds: boolean): void;
  /** Return the cards that move together with this one. */
  movedWith(id: string): ReadonlySet<string>;
  moved(nodes: LiftedNodes): void;
  /** The cards in this area were encircled. */
  encircle(area: Area): void;
}

/** A shorter movement is a click. */
const minDragDistance = 6;

type Gesture =
  | { kind: "line"; line: DragLine }
  | { kind: "pan"; last: Point }
  | { kind: "band"; from: Point; to: Point }
  | { kind: "card"; id: string; adds: boolean; from: Point; ids: ReadonlySet<string>; by: Point | null };

/** What a gesture works on. */
interface GestureTarget {
  svg: { current: SVGSVGElement | null };
  camera: Camera;
  layout: Layout | null;
  actions: DragActions;
}

/** Return what is being dragged, and the pointer handlers. `encircles` tells whether the background selects. */
export function useMapPointer(
  svg: { current: SVGSVGElement | null },
  camera: Camera,
  layout: Layout | null,
  encircles: boolean,
  actions: DragActions,
) {
  const target = { svg, camera, layout, actions };
  const [gesture, show] = useState<Gesture | null>(null);
  // Events may come faster than renderings.
  const now = useRef<Gesture | null>(null);
  const set = (next: Gesture | null) => {
    now.current = next;
    show(next);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const next = beginGesture(event, encircles, target);
    set(next);
    // A card is captured once it moves: a double click is to be the card's.
    if (next.kind !== "card") svg.current?.setPointerCapture?.(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const active = now.current;
    if (!active) return;
    // The button was let go outside the map.
    if (event.pointerType === "mouse" && event.buttons === 0) return set(null);
    const next = continueGesture(active, event, target);
    if (next !== active) set(next);
  };
  const onPointerUp = (event: PointerEvent) => {
    svg.current?.releasePointerCapture?.(event.pointerId);
    const active = now.current;
    set(null);
    if (active) endGesture(active, event, target);
  };
  return {
    line: gesture?.kind === "line" ? gesture.line : null,
    band: gesture?.kind === "band" ? areaBetween(gesture.from, gesture.to) : null,
    lifted: gesture?.kind === "card" && gesture.by ? { ids: gesture.ids, ...gesture.by } : null,
    isActive: gesture !== null,
    cancel: () => set(null),
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => set(null) },
  };
}

/** Return the gesture that a press begins. */
function beginGesture(event: PointerEvent, encircles: boolean, { camera, actions }: GestureTarget): Gesture {
  const found = event.target as Element;
  const [dot, place] = [found.closest("[data-dot]"), found.closest("[data-place]")];
  const at = camera.toMap(event.clientX, event.clientY);
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  if (dot && !adds) {
    event.preventDefault();
    return { kind: "line", line: { key: Number(dot.getAttribute("data-dot")), from: at, to: at, over: null } };
  }
  if (place) {
    const id = place.getAttribute("data-place") ?? "";
    return { kind: "card", id, adds, from: at, ids: actions.movedWith(id), by: null };
  }
  if (event.shiftKey || encircles) return { kind: "band", from: at, to: at };
  return { kind: "pan", last: { x: event.clientX, y: event.clientY } };
}

/** Return a gesture after a movement; the same one where that is too short to count. */
function continueGesture(active: Gesture, event: PointerEvent, { svg, camera, layout }: GestureTarget): Gesture {
  const to = camera.toMap(event.clientX, event.clientY);
  switch (active.kind) {
    case "line":
      return { kind: "line", line: { ...active.line, to, over: placeAt(layout, to) } };
    case "band":
      return { ...active, to };
    case "pan":
      camera.pan(event.clientX - active.last.x, event.clientY - active.last.y);
      return { kind: "pan", last: { x: event.clientX, y: event.clientY } };
    case "card": {
      const by = { x: to.x - active.from.x, y: to.y - active.from.y };
      if (!active.by && Math.hypot(by.x, by.y) * camera.scale < minDragDistance) return active;
      if (!active.by) svg.current?.setPointerCapture?.(event.pointerId);
      return { ...active, by };
    }
  }
}

/** Do what a gesture does when it ends. */
function endGesture(active: Gesture, event: PointerEvent, { camera, layout, actions }: GestureTarget): void {
  if (active.kind === "band") actions.encircle(areaBetween(active.from, active.to));
  else if (active.kind === "card") {
    if (active.by) actions.moved({ ids: active.ids, ...active.by });
    else actions.press(active.id, active.adds);
  } else if (active.kind === "line") {
    const { key, from } = active.line;
    const to = camera.toMap(event.clientX, event.clientY);
    const isFar = Math.hypot(to.x - from.x, to.y - from.y) * camera.scale >= minDragDistance;
    const over = placeAt(layout, to);
    if (!isFar) actions.selectChoice(key);
    else if (over) actions.connect(key, over);
    else actions.addFrom(key, to);
  }
}

/** Return the id of the scene or ending at a point of the map. */
function placeAt(layout: Layout | null, { x, y }: Point): string | null {
  for (const [id, box] of layout?.boxes ?? []) {
    if (!id.startsWith("gate:") && Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2)
      return id;
  }
  return null;
}

/** Return the area between two points. */
const areaBetween = (one: Point, other: Point): Area => ({
  left: Math.min(one.x, other.x),
  top: Math.min(one.y, other.y),
  right: Math.max(one.x, other.x),
  bottom: Math.max(one.y, other.y),
});
