// Position and scale of the map's visible part.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Viewport } from "../../ui/map/drawing";
import type { Layout } from "../../ui/map/layout-task";

/** The visible part and functions that change it. */
export interface Camera {
  scale: number;
  transform: string;
  /** The visible part, in map units. */
  seen: Viewport;
  /** The visible part with a margin. It stays the same while the view moves within that margin. */
  view: Viewport;
  zoom(by: number, at?: { x: number; y: number }): void;
  pan(x: number, y: number): void;
  fit(): void;
  centre(id: string | null): void;
  /** Bring a point of the map into the middle. */
  lookAt(point: { x: number; y: number }): void;
  /** Convert a point of the window into map units. */
  toMap(clientX: number, clientY: number): { x: number; y: number };
}

/** The smallest scale, unless the whole map needs a smaller one. */
const minScale = 0.06;
const maxScale = 2;
/** Below this scale the text on boxes is too small to read. */
const legibleScale = 0.85;
/** How far beyond the visible part is drawn, in pixels. */
const margin = 240;
const padding = 24;

interface CameraState {
  x: number;
  y: number;
  k: number;
  width: number;
  height: number;
}

/** Return the camera of a map. */
export function useCamera(
  svg: { current: SVGSVGElement | null },
  layout: Layout | null,
  selected: string | null,
): Camera {
  const [state, setState] = useState<CameraState>({ x: 0, y: 0, k: 1, width: 600, height: 400 });
  const now = useRef(state);
  const set = (change: Partial<CameraState>) => {
    now.current = { ...now.current, ...change };
    setState(now.current);
  };
  const moves = cameraMoves(now, set, layout);
  useSizeAndWheel(svg, now, set, moves.zoom);
  useReveal(svg, layout, selected, { now, set, fit: moves.fit, width: state.width });
  const { x, y, k, width, height } = state;
  const seen = { left: -x / k, top: -y / k, right: (width - x) / k, bottom: (height - y) / k };
  return {
    scale: k,
    seen,
    view: useSteadyView(seen, margin / k, k),
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${k.toFixed(4)})`,
    ...moves,
    toMap: (clientX, clientY) => {
      const box = svg.current?.getBoundingClientRect();
      const at = now.current;
      return { x: (clientX - (box?.left ?? 0) - at.x) / at.k, y: (clientY - (box?.top ?? 0) - at.y) / at.k };
    },
  };
}

/** Return the functions that move the camera. */
function cameraMoves(
  now: { current: CameraState },
  set: SetCamera,
  layout: Layout | null,
): Pick<Camera, "zoom" | "fit" | "centre" | "lookAt" | "pan"> {
  /** Return the scale at which the whole map is in sight. */
  const wholeScale = (): number => {
    const { width, height } = now.current;
    return layout?.width ? fitScale(layout, width, height) : minScale;
  };
  const fit = () => {
    if (!layout?.width) return;
    const { width, height } = now.current;
    const k = wholeScale();
    set({
      k,
      x: (width - layout.width * k) / 2 - layout.left * k,
      y: Math.max(padding, (height - layout.height * k) / 2) - layout.top * k,
    });
  };
  const lookAt = (at: { x: number; y: number }, scale = now.current.k) => {
    const { width, height } = now.current;
    set({ k: scale, x: width / 2 - at.x * scale, y: height / 2 - at.y * scale });
  };
  const centre = (id: string | null) => {
    const box = id === null ? undefined : layout?.boxes.get(id);
    if (!box) return fit();
    lookAt(box, Math.max(now.current.k, legibleScale));
  };
  const zoom = (by: number, at = { x: now.current.width / 2, y: now.current.height / 2 }) => {
    const { x, y, k } = now.current;
    const next = Math.min(maxScale, Math.max(Math.min(minScale, wholeScale()), k * by));
    set({ k: next, x: at.x - ((at.x - x) * next) / k, y: at.y - ((at.y - y) * next) / k });
  };
  const pan = (byX: number, byY: number) => set({ x: now.current.x + byX, y: now.current.y + byY });
  return { zoom, fit, centre, lookAt: (point) => lookAt(point), pan };
}

/** Return the visible part with a margin; the last one again while it still holds all that is visible. */
function useSteadyView(seen: Viewport, room: number, scale: number): Viewport {
  const last = useRef<{ view: Viewport; scale: number } | null>(null);
  const known = last.current;
  const holds =
    known?.scale === scale &&
    known.view.left <= seen.left &&
    known.view.top <= seen.top &&
    known.view.right >= seen.right &&
    known.view.bottom >= seen.bottom;
  if (!holds) {
    const { left, top, right, bottom } = seen;
    const view = { left: left - room, top: top - room, right: right + room, bottom: bottom + room };
    last.current = { view, scale };
  }
  return last.current!.view;
}

type SetCamera = (change: Partial<CameraState>) => void;

/** Follow the size of the map's element, and zoom or pan with the mouse wheel. */
function useSizeAndWheel(
  svg: { current: SVGSVGElement | null },
  now: { current: CameraState },
  set: SetCamera,
  zoom: Camera["zoom"],
): void {
  useEffect(() => {
    const node = svg.current;
    if (!node) return;
    const measure = () => {
      if (node.clientWidth) set({ width: node.clientWidth, height: node.clientHeight });
    };
    measure();
    // Not passive: otherwise the page would scroll too.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = node.getBoundingClientRect();
      if (event.shiftKey) set({ x: now.current.x - event.deltaY - event.deltaX });
      else
        zoom(Math.exp(-clampStep(event.deltaY) * 0.0016), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    node.addEventListener("wheel", onWheel, { passive: false });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(node);
    return () => {
      node.removeEventListener("wheel", onWheel);
      observer?.disconnect();
    };
  }, []);
}

interface RevealOptions {
  now: { current: CameraState };
  set: SetCamera;
  fit: () => void;
  width: number;
}

/** Show the whole map or the selection at first, and the selection whenever it changes. */
function useReveal(
  svg: { current: SVGSVGElement | null },
  layout: Layout | null,
  selected: string | null,
  { now, set, fit, width: shownWidth }: RevealOptions,
): void {
  const fitted = useRef(false);
  // At first the whole map is shown if it is legible; later the author's view is kept.
  useEffect(() => {
    if (!layout || fitted.current || !svg.current?.clientWidth) return;
    fitted.current = true;
    fit();
    const box = selected === null ? undefined : layout.boxes.get(selected);
    if (now.current.k >= legibleScale || !box) return;
    // The map is too large: show the selection at the top.
    set({
      k: legibleScale,
      x: now.current.width / 2 - box.x * legibleScale,
      y: Math.min(padding, padding + box.height - (box.y - box.height / 2) * legibleScale),
    });
  }, [layout, shownWidth]);
  // Something that is selected elsewhere is moved into view if it is not visible.
  useEffect(() => {
    const box = selected === null ? undefined : layout?.boxes.get(selected);
    if (!box || !fitted.current) return;
    const { x, y, k, width, height } = now.current;
    const [left, right] = [(box.x - box.width / 2) * k + x, (box.x + box.width / 2) * k + x];
    const [top, bottom] = [(box.y - box.height / 2) * k + y, (box.y + box.height / 2) * k + y];
    if (left < 0 || right > width || top < 0 || bottom > height)
      set({ x: width / 2 - box.x * k, y: height / 2 - box.y * k });
  }, [selected, layout]);
}

/** Return the scale, at most 1, at which a whole layout with a margin fits a window of this size. */
const fitScale = (layout: Pick<Layout, "width" | "height">, width: number, height: number): number =>
  Math.min(
    Math.max(1, width - 2 * padding) / layout.width,
    Math.max(1, height - 2 * padding) / Math.max(1, layout.height),
    1,
  );
/** Limit a scroll step. */
const clampStep = (delta: number): number => Math.min(240, Math.max(-240, delta));
