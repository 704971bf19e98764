// A place on the map, in words: what it is, what is the matter with it, where it leads.

import { problemCountText } from "../../ui/map/problem-counts";
import type { EditorTranslate } from "../words";
import type { Graph, GraphNode } from "./graph";

export interface LinkTargets {
  start: string;
  to: ReadonlyMap<string, readonly string[]>;
}

/** Where each scene leads, by the titles of those places. */
export function linkTargets({ start, places, ways }: Graph): LinkTargets {
  const titles = new Map(places.map(({ id, title, number }) => [id, number ? `${number} ${title}` : title]));
  const to = new Map<string, string[]>();
  for (const way of ways) {
    const title = titles.get(way.to);
    const known = to.get(way.from) ?? [];
    if (title && !known.includes(title)) to.set(way.from, [...known, title]);
  }
  return { start, to };
}

export function nodeDescription({ start, to }: LinkTargets, place: GraphNode, t: EditorTranslate): string {
  const name =
    place.kind === "ending"
      ? t("ending_label", { title: place.title })
      : t("scene_label", { number: place.number, title: place.title });
  const leads = to.get(place.id);
  const where = leads ? t("map_leads", { places: leads.join(", ") }) : "";
  const first = place.id === start ? t("outline_start") : "";
  return [name, first, place.ending_word, place.note, problemCountText(t, place.errors, place.warnings), where]
    .filter(Boolean)
    .join(". ");
}
