// Mouse actions on the map: drag the background to pan, drag from a choice's dot to set its target.

import { useState } from "preact/hooks";
import type { Layout } from "../../ui/map/layout";
import type { Camera } from "./camera";

interface Point {
  x: number;
  y: number;
}
/** The line that is being dragged. */
export interface DragLine {
  key: number;
  from: Point;
  to: Point;
  over: string | null;
}

/** What a drag can do. */
export interface DragActions {
  connect(choice: number, to: string): void;
  /** The line ended on the background. */
  addFrom(choice: number): void;
  select(choice: number): void;
}

/** A shorter movement is a click. */
const minDragDistance = 6;

/** Return the current line and the pointer handlers. */
export function useLinkDrag(
  svg: { current: SVGSVGElement | null },
  camera: Camera,
  layout: Layout | null,
  doings: DragActions,
) {
  const [line, setLine] = useState<DragLine | null>(null);
  const [grip, setGrip] = useState<Point | null>(null);
  const over = ({ x, y }: Point): string | null => {
    for (const [id, box] of layout?.boxes ?? []) {
      if (!id.startsWith("gate:") && Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2)
        return id;
    }
    return null;
  };
  const cancel = () => {
    setLine(null);
    setGrip(null);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const dot = (event.target as Element).closest("[data-dot]");
    if (dot) {
      const at = camera.toMap(event.clientX, event.clientY);
      setLine({ key: Number(dot.getAttribute("data-dot")), from: at, to: at, over: null });
      event.preventDefault();
    } else if (!(event.target as Element).closest("[data-place]")) setGrip({ x: event.clientX, y: event.clientY });
    else return;
    svg.current?.setPointerCapture?.(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (line) {
      const to = camera.toMap(event.clientX, event.clientY);
      setLine({ ...line, to, over: over(to) });
    } else if (grip) {
      camera.pan(event.clientX - grip.x, event.clientY - grip.y);
      setGrip({ x: event.clientX, y: event.clientY });
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    svg.current?.releasePointerCapture?.(event.pointerId);
    if (line) {
      const to = camera.toMap(event.clientX, event.clientY);
      const far = Math.hypot(to.x - line.from.x, to.y - line.from.y) * camera.scale >= minDragDistance;
      const target = over(to);
      if (!far) doings.select(line.key);
      else if (target) doings.connect(line.key, target);
      else doings.addFrom(line.key);
    }
    cancel();
  };
  return { line, cancel, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel } };
}
