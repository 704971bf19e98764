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

/** Return what is being dragged, and the pointer handlers. `encircles` tells whether the background selects. */
export function useMapPointer(
  svg: { current: SVGSVGElement | null },
  camera: Camera,
  layout: Layout | null,
  encircles: boolean,
  actions: DragActions,
) {
  const [gesture, show] = useState<Gesture | null>(null);
  // Events may come faster than renderings.
  const now = useRef<Gesture | null>(null);
  const set = (next: Gesture | null) => {
    now.current = next;
    show(next);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const found = event.target as Element;
    const [dot, place] = [found.closest("[data-dot]"), found.closest("[data-place]")];
    const at = camera.toMap(event.clientX, event.clientY);
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    if (dot && !adds) {
      set({ kind: "line", line: { key: Number(dot.getAttribute("data-dot")), from: at, to: at, over: null } });
      event.preventDefault();
    } else if (place) {
      const id = place.getAttribute("data-place") ?? "";
      // Captured once it moves: a double click is to be the card's.
      return set({ kind: "card", id, adds, from: at, ids: actions.movedWith(id), by: null });
    } else if (event.shiftKey || encircles) set({ kind: "band", from: at, to: at });
    else set({ kind: "pan", last: { x: event.clientX, y: event.clientY } });
    svg.current?.setPointerCapture?.(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const active = now.current;
    // The button was let go outside the map.
    if (active && event.pointerType === "mouse" && event.buttons === 0) return set(null);
    const to = camera.toMap(event.clientX, event.clientY);
    switch (active?.kind) {
      case "line":
        return set({ kind: "line", line: { ...active.line, to, over: placeAt(layout, to) } });
      case "band":
        return set({ ...active, to });
      case "pan":
        camera.pan(event.clientX - active.last.x, event.clientY - active.last.y);
        return set({ kind: "pan", last: { x: event.clientX, y: event.clientY } });
      case "card": {
        const by = { x: to.x - active.from.x, y: to.y - active.from.y };
        if (!active.by && Math.hypot(by.x, by.y) * camera.scale < minDragDistance) return;
        if (!active.by) svg.current?.setPointerCapture?.(event.pointerId);
        set({ ...active, by });
      }
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    svg.current?.releasePointerCapture?.(event.pointerId);
    const active = now.current;
    set(null);
    if (active?.kind === "line") endLine(active.line, camera.toMap(event.clientX, event.clientY));
    else if (active?.kind === "band") actions.encircle(areaBetween(active.from, active.to));
    else if (active?.kind === "card") {
      if (active.by) actions.moved({ ids: active.ids, ...active.by });
      else actions.press(active.id, active.adds);
    }
  };
  const endLine = (line: DragLine, to: Point) => {
    const isFar = Math.hypot(to.x - line.from.x, to.y - line.from.y) * camera.scale >= minDragDistance;
    const target = placeAt(layout, to);
    if (!isFar) actions.selectChoice(line.key);
    else if (target) actions.connect(line.key, target);
    else actions.addFrom(line.key, to);
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
