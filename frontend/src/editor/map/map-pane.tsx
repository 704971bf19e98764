// The map in the editor. It follows edits and the selection.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph, GraphNode } from "../../contracts/graph";
import { type Area, areaOf, overlaps } from "../../ui/map/box-index";
import { GraphDrawing, type LiftedNodes } from "../../ui/map/drawing";
import type { Layout } from "../../ui/map/layout-task";
import * as commands from "../commands";
import type { EditorController } from "../controller";
import { faceAddress } from "../faces";
import { placesById } from "../operations/links";
import { useController } from "../shell/use-controller";
import { children } from "../tree";
import { type Camera, useCamera } from "./camera";
import { buildGraph } from "./graph";
import { handleMapKey } from "./map-keys";
import { MapLegend, MapTools } from "./map-tools";
import { Minimap } from "./minimap";
import { gridStep, placesAfterMove } from "./moving";
import { linkTargets, nodeDescription } from "./node-description";
import { type DragActions, type DragLine, useMapPointer } from "./pointer";
import { useLayout } from "./use-layout";

/** Below this scale cards are drawn without texts. */
const plainScale = 0.28;

/** Show the map with its tools. */
export function MapPane() {
  const controller = useController();
  const { t } = controller;
  const svg = useRef<SVGSVGElement>(null);
  const graph = useGraph(controller);
  const { layout, fresh } = useLayout(graph);
  const selected = commands.selectedPlace(controller)?.attrs.id ?? null;
  const camera = useCamera(svg, layout, selected);
  const [encircles, setEncircles] = useState(false);
  return (
    <div class="ps-map">
      <MapTools
        camera={camera}
        selected={selected}
        image={layout && { graph, layout, t }}
        encircles={encircles}
        setEncircles={setEncircles}
      />
      <div class="ps-map-view">
        <MapCanvas
          svg={svg}
          graph={graph}
          layout={layout}
          fresh={fresh}
          camera={camera}
          selected={selected}
          encircles={encircles}
        />
        {layout && <Minimap graph={graph} layout={layout} camera={camera} selected={selected} />}
      </div>
      <div class="ps-map-foot">
        <MapLegend />
        <p class="ps-map-help" id={controller.id("map-help")}>
          {t("map_help")}
        </p>
      </div>
    </div>
  );
}

interface MapCanvasProps {
  svg: { current: SVGSVGElement | null };
  graph: Graph;
  layout: Layout | null;
  /** Whether the layout is that of the graph. */
  fresh: boolean;
  camera: Camera;
  selected: string | null;
  encircles: boolean;
}

/** Show the drawing, and do what keys and pointer do on it. */
function MapCanvas({ svg, graph, layout, fresh, camera, selected, encircles }: MapCanvasProps) {
  const controller = useController();
  const { t, several } = controller;
  const moving = useMovedCards(controller, graph, layout);
  const focusOnCard = useCardFocus(svg);
  const picking = pickingOf(controller);
  const actions = dragActions(controller, picking, layout, moving.drop);
  const pointer = useMapPointer(svg, camera, layout, encircles, actions);
  const keys = {
    move: (id: string, x: number, y: number) => {
      focusOnCard(id);
      moving.move({ ids: several.has(id) ? several : new Set([id]), x, y });
    },
    cancelDrag: () => {
      if (pointer.isActive) pointer.cancel();
      return pointer.isActive;
    },
  };
  return (
    <svg
      ref={svg}
      class={`ps-canvas${encircles ? " ps-encircles" : ""}`}
      role="group"
      aria-label={t("map_label", { title: controller.name })}
      aria-describedby={controller.id("map-help")}
      data-laid={layout ? (fresh ? "now" : "before") : undefined}
      onKeyDown={(event) =>
        handleMapKey(event, { controller, camera, graph, layout, selected, ...picking, focus: focusOnCard, ...keys })
      }
      {...pointer.handlers}
      onDblClick={(event) => {
        if ((event.target as Element).closest("[data-place]")) return;
        controller.openDialog({ kind: "add-scene", at: onGrid(camera.toMap(event.clientX, event.clientY)) });
      }}
    >
      <g transform={camera.transform}>
        {layout && (
          <Cards
            graph={graph}
            layout={layout}
            camera={camera}
            selected={selected}
            target={pointer.line?.over ?? null}
            lifted={pointer.lifted ?? moving.dropped}
          />
        )}
        {pointer.line && <DraggedLine line={pointer.line} />}
        {pointer.band && <Band area={pointer.band} />}
      </g>
    </svg>
  );
}

interface CardsProps {
  graph: Graph;
  layout: Layout;
  camera: Camera;
  selected: string | null;
  /** Id of the card at which a dragged line points. */
  target: string | null;
  lifted: LiftedNodes | null;
}

/** Draw cards and arrows; cards are buttons. */
function Cards({ graph, layout, camera, selected, target, lifted }: CardsProps) {
  const controller = useController();
  const { t, several } = controller;
  const { keyOf } = pickingOf(controller);
  const place = commands.selectedPlace(controller);
  const choice = commands.selectedChoice(controller);
  const leads = useMemo(() => linkTargets(graph), [graph]);
  const first = selected && layout.boxes.has(selected) ? selected : graph.places[0]?.id;
  const attrs = (one: GraphNode) => ({
    // SVG attribute names are case-sensitive.
    role: "button",
    tabindex: one.id === first ? 0 : -1,
    "aria-current": one.id === selected ? "true" : undefined,
    "aria-pressed": several.size ? several.has(one.id) : undefined,
    // A press of the mouse is a drag that has not moved; screen readers click without one.
    onClick: (event: MouseEvent) => {
      if (event.detail === 0) controller.select(keyOf(one.id) ?? 0);
    },
    onDblClick: () => controller.goTo(keyOf(one.id) ?? 0),
  });
  return (
    <GraphDrawing
      graph={graph}
      layout={layout}
      t={t}
      prefix={controller.id("map")}
      selected={selected}
      selectedDot={place && choice ? children(place, "choice").indexOf(choice) : undefined}
      view={camera.view}
      plain={camera.scale < plainScale}
      place={attrs}
      name={(one) => nodeDescription(leads, one, t)}
      stop={first}
      target={target}
      picked={several}
      lifted={lifted}
    />
  );
}

/** Draw the line that is being dragged from a choice. */
function DraggedLine({ line: { from, to } }: { line: DragLine }) {
  return <path class="pm-drag" d={`M${from.x},${from.y} L${to.x},${to.y}`} />;
}

/** Draw the area that is being encircled. */
function Band({ area: { left, top, right, bottom } }: { area: Area }) {
  return <rect class="pm-band" x={left} y={top} width={right - left} height={bottom - top} />;
}

/** Return what dragging on the map does; `drop` moves cards. */
function dragActions(
  controller: EditorController,
  picking: ReturnType<typeof pickingOf>,
  layout: Layout | null,
  drop: (nodes: LiftedNodes) => void,
): DragActions {
  const { several } = controller;
  const { keyOf, toggle, encircle } = picking;
  return {
    connect: (key, to) => commands.linkChoice(controller, key, to),
    addFrom: (key, at) => controller.openDialog({ kind: "add-scene", from: key, at: onGrid(at) }),
    selectChoice: (key) => controller.select(key),
    press: (id, adds) => (adds ? toggle(id) : controller.select(keyOf(id) ?? 0)),
    movedWith: (id) => (several.has(id) ? several : new Set([id])),
    moved: drop,
    encircle: (area) => encircle(layout, area),
  };
}

/** Return what moves cards, and the cards that were dropped: they stay there until the layout has them there. */
function useMovedCards(controller: EditorController, graph: Graph, layout: Layout | null) {
  const [dropped, setDropped] = useState<LiftedNodes | null>(null);
  useLayoutEffect(() => setDropped(null), [layout]);
  const move = (nodes: LiftedNodes): boolean => {
    if (!layout) return false;
    const { store } = controller;
    const before = store.tree;
    commands.placeOnMap(controller, placesAfterMove(withOwnPlaces(layout, graph), nodes));
    return store.tree !== before;
  };
  const drop = (nodes: LiftedNodes) => {
    if (move(nodes)) setDropped(nodes);
  };
  return { move, drop, dropped };
}

/** Return the graph of what is edited. */
function useGraph({ store: { tree }, check, loaded, t }: EditorController): Graph {
  const kinds = useMemo(() => new Map(loaded.catalogue.kinds.map(({ id, name }) => [id, name])), [loaded]);
  const marks = check.problemCounts();
  return useMemo(
    () => buildGraph(tree, marks, { t, kinds, face: (portrait, mood) => faceAddress(loaded, portrait, mood) }),
    [tree, marks],
  );
}

/** Return a function that gives a card the focus once it is drawn. */
function useCardFocus(svg: { current: SVGSVGElement | null }): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(wanted.current)}"]`)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}

/** Return what selects one or several cards by their ids. */
function pickingOf(controller: EditorController) {
  const { store, t } = controller;
  // Looked up when it is needed: a card is not rendered again when only the tree changes.
  const keyOf = (id: string) => placesById(store.tree).get(id)?.key;
  const pick = (ids: ReadonlySet<string>, last: string) => {
    const key = keyOf(ids.has(last) ? last : ([...ids].at(-1) ?? last));
    if (key === undefined) return;
    controller.pickSeveral(ids, key);
    if (ids.size > 1) controller.announce(t("map_several", { count: ids.size }));
  };
  const toggle = (id: string) => {
    const selected = commands.selectedPlace(controller)?.attrs.id;
    const ids = new Set(controller.several.size ? controller.several : selected ? [selected] : []);
    if (!ids.delete(id) || !ids.size) ids.add(id);
    pick(ids, id);
  };
  const encircle = (layout: Layout | null, area: Area) => {
    const inside = [...(layout?.boxes ?? [])].filter(([id, box]) => keyOf(id) && overlaps(areaOf(box), area));
    const last = inside.at(-1)?.[0];
    if (last !== undefined) pick(new Set(inside.map(([id]) => id)), last);
  };
  return { keyOf, pick, toggle, encircle };
}

/** Return a layout in which cards stand where the tree says already: several keys may come before the worker answers. */
function withOwnPlaces(layout: Layout, { places }: Graph): Layout {
  const boxes = new Map(layout.boxes);
  for (const { id, at } of places) {
    const box = boxes.get(id);
    if (box && at) boxes.set(id, { ...box, ...at });
  }
  return { ...layout, boxes };
}

/** Return the point of the grid that is nearest to another. */
const onGrid = ({ x, y }: { x: number; y: number }) => ({
  x: Math.round(x / gridStep) * gridStep,
  y: Math.round(y / gridStep) * gridStep,
});
