// The scenario's own map with counts on it: the editor's drawing, over lines as broad as the share that went along them.

import { useEffect, useRef, useState } from "preact/hooks";
import { Drawing } from "../ui/map/drawing";
import type { Place } from "../editor/map/graph";
import type { Layout } from "../ui/map/layout";
import { neighbour } from "../ui/map/neighbors";
import { dotAt, pathOf } from "../ui/map/paths";
import type { Say as EditorSay } from "../editor/words";
import type { Say } from "../ui/words";
import type { CountedPlace, Figures, PanelWord, Which } from "../contracts/panel";

/** A share of 100 % is this broad, in the map's own units. */
const broadest = 22;
/** How large the map is drawn: its words stay legible, and a wide one scrolls. */
const scale = 0.94;
const kinds = ["first", "later"] as const;

interface Props { figures: Figures; layout: Layout; say: Say<PanelWord>; sayDrawing: EditorSay; title: string; goTo: (id: string) => void }

export function CountedMap({ figures, layout, say, sayDrawing, title, goTo }: Props) {
  const [which, setWhich] = useState<Which>("first");
  const [stop, setStop] = useState(figures.start);
  const svg = useRef<SVGSVGElement>(null);
  const places = figures.places.map((place) => ({ ...place, note: place.notes[which], ending_word: place.ending ? place.notes[which] : null }));
  // Without a start: its words would leave no room for the figures, and it stands above all others.
  const graph = { ...figures, places, start: "" };
  useEffect(() => {
    const canvas = svg.current?.parentElement;
    const begin = layout.boxes.get(figures.start);
    if (canvas && begin) canvas.scrollLeft = begin.x * scale - canvas.clientWidth / 2;
  }, [layout]);
  const onKey = (event: KeyboardEvent) => {
    const id = (event.target as Element).closest("[data-place]")?.getAttribute("data-place");
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") goTo(id);
    else if (event.key.startsWith("Arrow")) {
      const next = neighbour(graph, layout, id, event.key);
      if (!next) return;
      setStop(next);
      svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(next)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  const link = (place: Place) => ({ role: "link", tabindex: place.id === stop ? 0 : -1, onClick: () => goTo(place.id) });
  return (
    <>
      <fieldset class="ps-which">
        <legend>{say("map_which")}</legend>
        {kinds.map((kind) => (
          <label key={kind}><input type="radio" name="ps-which" checked={kind === which} onChange={() => setWhich(kind)} /> {say(kind)}</label>
        ))}
      </fieldset>
      <div class="ps-canvas" role="region" tabIndex={0} aria-label={say("map_region", { title })}>
        <svg ref={svg} role="group" aria-label={sayDrawing("map_label", { title })} viewBox={`0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`}
          width={Math.ceil(layout.width * scale)} height={Math.ceil(layout.height * scale)} onKeyDown={onKey}>
          <Flows figures={figures} layout={layout} which={which} />
          {/* Drawn anew for the other attempts: a box watches for less than its figures. */}
          <Drawing key={which} graph={graph} layout={layout} say={sayDrawing} prefix="pt" place={link} name={(place) => nameOf(place as CountedPlace)} stop={stop} />
        </svg>
      </div>
      <p class="ps-small ps-help">{say("map_help")}</p>
    </>
  );
}

const nameOf = ({ number, title, note }: CountedPlace): string => `${number ? `${number} ` : ""}${title}: ${note}`;

function Flows({ figures, layout, which }: Pick<Props, "figures" | "layout"> & { which: Which }) {
  const dots = new Map(figures.places.map(({ id, dots: own }) => [id, own?.length ?? 0]));
  return (
    <g class="pt-flows" aria-hidden="true">
      {figures.ways.map((way, index) => {
        const share = way.shares[which];
        const from = layout.boxes.get(way.from);
        const path = share && from ? pathOf(layout, way.from, way.to, dotAt(from, way.dot ?? 0, dots.get(way.from) ?? 1)) : null;
        return path && <path key={index} d={path} stroke-width={Math.max(2, (broadest * share!) / 100)} />;
      })}
    </g>
  );
}
