// The map in the editor: what it shows follows every edit, what is selected follows the outline, and back.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as commands from "../commands";
import { placesById } from "../operations/links";
import { structureKey } from "../shell/keys";
import { useDesk } from "../shell/use-controller";
import { MenuButton } from "../shell/menu";
import { ActionsMenu, AddMenu } from "../shell/actions";
import { children } from "../tree";
import { Drawing } from "../../ui/map/drawing";
import { graphOf, shapeOf, type Graph, type Place } from "./graph";
import { Layouter, quickLayout, type Layout } from "../../ui/map/layout";
import { leadsOf, placeWords } from "./node-description";
import { neighbour } from "../../ui/map/neighbors";
import { printMap, saveMap } from "./map-image";
import { useCamera } from "./camera";
import { useDragging } from "./link-drag";

/** A good layout is worth waiting this long for; after that a quick one stands in. */
const patience = 350;

export function MapPane() {
  const desk = useDesk();
  const { store, say, loaded, check } = desk;
  const { tree } = store;
  const svg = useRef<SVGSVGElement>(null);
  const kinds = useMemo(() => new Map(loaded.catalogue.kinds.map(({ id, name }) => [id, name])), [loaded]);
  const marks = check.marks();
  const graph = useMemo(() => graphOf(tree, marks, { say, kinds }), [tree, marks]);
  const { layout, fresh } = useLayout(graph);
  const place = commands.placeOf(desk);
  const choice = commands.choiceOf(desk);
  const selected = place?.attrs.id ?? null;
  const selectedDot = place && choice ? children(place, "choice").indexOf(choice) : undefined;
  const camera = useCamera(svg, layout, selected);
  // Asked at the moment it is needed: a box is not drawn anew for a tree in which it looks the same.
  const keyOf = (id: string) => placesById(store.tree).get(id)?.key;
  const drag = useDragging(svg, camera, layout, {
    connect: (key, to) => commands.connect(desk, key, to),
    addFrom: (key) => desk.ask({ kind: "add-scene", from: key }),
    select: (key) => desk.select(key),
  });

  const focusPlace = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!focusPlace.current) return;
    svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(focusPlace.current)}"]`)?.focus();
    focusPlace.current = null;
  });

  const onKey = (event: KeyboardEvent) => {
    const id = (event.target as Element).closest?.("[data-place]")?.getAttribute("data-place") ?? selected;
    const zooms: Record<string, () => void> = {
      "+": () => camera.zoom(1.25), "=": () => camera.zoom(1.25), "-": () => camera.zoom(0.8), "0": camera.fit, ".": () => camera.centre(id),
    };
    if (event.key === "Escape" && drag.line) drag.cancel();
    else if (structureKey(desk, event)) return;
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key in zooms) zooms[event.key]!();
    else if ((event.key === "Enter" || event.key === " ") && id) desk.goTo(keyOf(id) ?? 0);
    else if (event.key.startsWith("Arrow") && layout) {
      const next = neighbour(graph, layout, id, event.key);
      const key = next ? keyOf(next) : undefined;
      if (!next || key === undefined) return;
      focusPlace.current = next;
      desk.select(key);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leads = useMemo(() => leadsOf(graph), [graph]);
  const first = selected && layout?.boxes.has(selected) ? selected : graph.places[0]?.id;
  const attrs = (one: Place) => ({
    // As SVG spells it: there names of attributes are sensitive to case.
    role: "button", tabindex: one.id === first ? 0 : -1, "aria-current": one.id === selected ? "true" : undefined,
    onClick: () => { const key = keyOf(one.id); if (key !== undefined) desk.select(key); },
    onDblClick: () => { const key = keyOf(one.id); if (key !== undefined) desk.goTo(key); },
  });
  return (
    <div class="ps-map">
      <div class="ps-map-tools">
        <div class="ps-map-menus"><AddMenu /><ActionsMenu /></div>
        <button type="button" class="ps-tool" aria-label={say("map_zoom_in")} onClick={() => camera.zoom(1.25)}>+</button>
        <button type="button" class="ps-tool" aria-label={say("map_zoom_out")} onClick={() => camera.zoom(0.8)}>−</button>
        <MenuButton label={say("map_view")} items={[
          { text: say("map_fit"), act: camera.fit, keys: "0" },
          { text: say("map_centre"), act: () => camera.centre(selected), keys: "." },
          { text: say("map_save"), act: () => layout && saveMap({ graph, layout, say }, desk.name) },
          { text: say("map_print"), act: () => layout && printMap({ graph, layout, say }, desk.name) },
        ]} />
      </div>
      <svg ref={svg} class="ps-canvas" role="group" aria-label={say("map_label", { title: desk.name })} aria-describedby={desk.id("map-help")} data-laid={layout ? (fresh ? "now" : "before") : undefined}
        onKeyDown={onKey} {...drag.handlers} onDblClick={(event) => { if (!(event.target as Element).closest("[data-place]")) desk.ask({ kind: "add-scene" }); }}>
        <g transform={camera.transform}>
          {layout && (
            <Drawing graph={graph} layout={layout} say={say} prefix={desk.id("map")} selected={selected} selectedDot={selectedDot}
              view={camera.view} plain={camera.scale < 0.28} place={attrs} name={(one) => placeWords(leads, one, say)} stop={first} target={drag.line?.over ?? null} />
          )}
          {drag.line && <path class="pm-drag" d={`M${drag.line.from.x},${drag.line.from.y} L${drag.line.to.x},${drag.line.to.y}`} />}
        </g>
      </svg>
      <p class="ps-map-help" id={desk.id("map-help")}>{say("map_help")}</p>
    </div>
  );
}

/** The layout of the present shape. The last one stays until the new one is there; what is new waits for its place. */
function useLayout(graph: Graph): { layout: Layout | null; fresh: boolean } {
  const [laid, setLaid] = useState<{ layout: Layout; shape: string } | null>(null);
  const layouter = useRef<Layouter | null>(null);
  const shape = useMemo(() => shapeOf(graph), [graph]);
  useEffect(() => {
    layouter.current = new Layouter();
    return () => layouter.current?.stop();
  }, []);
  useEffect(() => {
    const able = layouter.current?.able ?? false;
    if (!able) return setLaid({ layout: quickLayout(graph), shape });
    const timer = setTimeout(() => setLaid((before) => before ?? { layout: quickLayout(graph), shape: "" }), patience);
    layouter.current?.lay(graph, (layout) => { clearTimeout(timer); setLaid({ layout, shape }); });
    return () => clearTimeout(timer);
  }, [shape]);
  return { layout: laid?.layout ?? null, fresh: laid?.shape === shape };
}
