// A small picture of the whole map with the part that is in view. It repeats what keys and the outline reach as well.

import { useMemo, useRef } from "preact/hooks";
import type { Graph } from "../../contracts/graph";
import { viewBoxOf } from "../../ui/map/drawing";
import type { Layout } from "../../ui/map/layout-task";
import type { Camera } from "./camera";

interface MinimapProps {
  graph: Graph;
  layout: Layout;
  camera: Camera;
  selected: string | null;
}

/** Show the small picture, unless all of the map is in view. A press or a drag on it moves the view. */
export function Minimap({ graph, layout, camera, selected }: MinimapProps) {
  const svg = useRef<SVGSVGElement>(null);
  const dragging = useRef(false);
  const cards = useMemo(() => miniCards(graph, layout, selected), [graph, layout, selected]);
  const { left, top, right, bottom } = camera.seen;
  const isWhole =
    left <= layout.left &&
    top <= layout.top &&
    right >= layout.left + layout.width &&
    bottom >= layout.top + layout.height;
  if (isWhole || graph.places.length < 2) return null;
  const look = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM?.()?.inverse();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    camera.lookAt({ x, y });
  };
  return (
    <svg
      ref={svg}
      class="ps-minimap"
      viewBox={viewBoxOf(layout)}
      aria-hidden="true"
      onPointerDown={(event) => {
        dragging.current = true;
        svg.current?.setPointerCapture?.(event.pointerId);
        look(event);
      }}
      onPointerMove={(event) => {
        if (dragging.current) look(event);
      }}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
    >
      {cards}
      <rect class="pm-mini-view" x={left} y={top} width={right - left} height={bottom - top} />
    </svg>
  );
}

/** Draw the cards as small boxes. */
function miniCards(graph: Graph, layout: Layout, selected: string | null) {
  return graph.places.map(({ id, kind }) => {
    const box = layout.boxes.get(id);
    return (
      box && (
        <rect
          key={id}
          class={`pm-mini-card${kind === "ending" ? " pm-mini-ending" : ""}${id === selected ? " pm-on" : ""}`}
          x={box.x - box.width / 2}
          y={box.y - box.height / 2}
          width={box.width}
          height={box.height}
          rx="12"
        />
      )
    );
  });
}
