// The map in the editor. It follows edits and the selection.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph, GraphNode } from "../../contracts/graph";
import { GraphDrawing } from "../../ui/map/drawing";
import { type Layout, LayoutWorker, quickLayout } from "../../ui/map/layout";
import { nearestNode } from "../../ui/map/neighbors";
import * as commands from "../commands";
import { placesById } from "../operations/links";
import { ActionsMenu, AddMenu } from "../shell/actions";
import { handleStructureKey } from "../shell/keys";
import { MenuButton } from "../shell/menu";
import { useController } from "../shell/use-controller";
import { children } from "../tree";
import { type Camera, useCamera } from "./camera";
import { buildGraph, graphShape } from "./graph";
import { useLinkDrag } from "./link-drag";
import { type MapImageSource, printMap, saveMap } from "./map-image";
import { linkTargets, nodeDescription } from "./node-description";

/** After this time without a layout, in milliseconds, a quick layout is shown. */
const quickLayoutDelayMs = 350;

/** Show the map with its tools. */
export function MapPane() {
  const controller = useController();
  const { store, t, loaded, check } = controller;
  const { tree } = store;
  const svg = useRef<SVGSVGElement>(null);
  const kinds = useMemo(() => new Map(loaded.catalogue.kinds.map(({ id, name }) => [id, name])), [loaded]);
  const marks = check.problemCounts();
  const graph = useMemo(() => buildGraph(tree, marks, { t, kinds }), [tree, marks]);
  const { layout, fresh } = useLayout(graph);
  const place = commands.selectedPlace(controller);
  const choice = commands.selectedChoice(controller);
  const selected = place?.attrs.id ?? null;
  const selectedDot = place && choice ? children(place, "choice").indexOf(choice) : undefined;
  const camera = useCamera(svg, layout, selected);
  // Looked up when it is needed: a node is not rendered again when only the tree changes.
  const keyOf = (id: string) => placesById(store.tree).get(id)?.key;
  const drag = useLinkDrag(svg, camera, layout, {
    connect: (key, to) => commands.linkChoice(controller, key, to),
    addFrom: (key) => controller.openDialog({ kind: "add-scene", from: key }),
    select: (key) => controller.select(key),
  });

  const focusPlace = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!focusPlace.current) return;
    svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(focusPlace.current)}"]`)?.focus();
    focusPlace.current = null;
  });

  const selectNeighbor = (id: string | null, arrow: string): boolean => {
    const next = layout && nearestNode(graph, layout, id, arrow);
    const key = next ? keyOf(next) : undefined;
    if (!next || key === undefined) return false;
    focusPlace.current = next;
    controller.select(key);
    return true;
  };
  const onKey = (event: KeyboardEvent) => {
    const id = (event.target as Element).closest?.("[data-place]")?.getAttribute("data-place") ?? selected;
    const zooms: Record<string, () => void> = {
      "+": () => camera.zoom(1.25),
      "=": () => camera.zoom(1.25),
      "-": () => camera.zoom(0.8),
      "0": camera.fit,
      ".": () => camera.centre(id),
    };
    if (event.key === "Escape" && drag.line) drag.cancel();
    else if (handleStructureKey(controller, event)) return;
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key in zooms) zooms[event.key]!();
    else if ((event.key === "Enter" || event.key === " ") && id) controller.goTo(keyOf(id) ?? 0);
    else if (!event.key.startsWith("Arrow") || !selectNeighbor(id, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leads = useMemo(() => linkTargets(graph), [graph]);
  const first = selected && layout?.boxes.has(selected) ? selected : graph.places[0]?.id;
  const attrs = (one: GraphNode) => ({
    // SVG attribute names are case-sensitive.
    role: "button",
    tabindex: one.id === first ? 0 : -1,
    "aria-current": one.id === selected ? "true" : undefined,
    onClick: () => {
      const key = keyOf(one.id);
      if (key !== undefined) controller.select(key);
    },
    onDblClick: () => {
      const key = keyOf(one.id);
      if (key !== undefined) controller.goTo(key);
    },
  });
  return (
    <div class="ps-map">
      <MapTools camera={camera} selected={selected} image={layout && { graph, layout, t }} />
      <svg
        ref={svg}
        class="ps-canvas"
        role="group"
        aria-label={t("map_label", { title: controller.name })}
        aria-describedby={controller.id("map-help")}
        data-laid={layout ? (fresh ? "now" : "before") : undefined}
        onKeyDown={onKey}
        {...drag.handlers}
        onDblClick={(event) => {
          if (!(event.target as Element).closest("[data-place]")) controller.openDialog({ kind: "add-scene" });
        }}
      >
        <g transform={camera.transform}>
          {layout && (
            <GraphDrawing
              graph={graph}
              layout={layout}
              t={t}
              prefix={controller.id("map")}
              selected={selected}
              selectedDot={selectedDot}
              view={camera.view}
              plain={camera.scale < 0.28}
              place={attrs}
              name={(one) => nodeDescription(leads, one, t)}
              stop={first}
              target={drag.line?.over ?? null}
            />
          )}
          {drag.line && (
            <path class="pm-drag" d={`M${drag.line.from.x},${drag.line.from.y} L${drag.line.to.x},${drag.line.to.y}`} />
          )}
        </g>
      </svg>
      <p class="ps-map-help" id={controller.id("map-help")}>
        {t("map_help")}
      </p>
    </div>
  );
}

interface MapToolsProps {
  camera: Camera;
  selected: string | null;
  image: MapImageSource | null;
}

/** Show the menus and the zoom buttons of the map. */
function MapTools({ camera, selected, image }: MapToolsProps) {
  const controller = useController();
  const { t } = controller;
  return (
    <div class="ps-map-tools">
      <div class="ps-map-menus">
        <AddMenu />
        <ActionsMenu />
      </div>
      <button type="button" class="ps-tool" aria-label={t("map_zoom_in")} onClick={() => camera.zoom(1.25)}>
        +
      </button>
      <button type="button" class="ps-tool" aria-label={t("map_zoom_out")} onClick={() => camera.zoom(0.8)}>
        −
      </button>
      <MenuButton
        label={t("map_view")}
        items={[
          { text: t("map_fit"), act: camera.fit, keys: "0" },
          { text: t("map_centre"), act: () => camera.centre(selected), keys: "." },
          { text: t("map_save"), act: () => image && saveMap(image, controller.name) },
          { text: t("map_print"), act: () => image && printMap(image, controller.name) },
        ]}
      />
    </div>
  );
}

/** Return the layout of the graph. The previous layout is shown until the new one is ready. */
function useLayout(graph: Graph): { layout: Layout | null; fresh: boolean } {
  const [laid, setLaid] = useState<{ layout: Layout; shape: string } | null>(null);
  const layouter = useRef<LayoutWorker | null>(null);
  const shape = useMemo(() => graphShape(graph), [graph]);
  useEffect(() => {
    layouter.current = new LayoutWorker();
    return () => layouter.current?.stop();
  }, []);
  useEffect(() => {
    const able = layouter.current?.available ?? false;
    if (!able) return setLaid({ layout: quickLayout(graph), shape });
    const timer = setTimeout(
      () => setLaid((before) => before ?? { layout: quickLayout(graph), shape: "" }),
      quickLayoutDelayMs,
    );
    layouter.current?.request(graph, (layout) => {
      clearTimeout(timer);
      setLaid({ layout, shape });
    });
    return () => clearTimeout(timer);
  }, [shape]);
  return { layout: laid?.layout ?? null, fresh: laid?.shape === shape };
}
