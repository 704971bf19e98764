// A place on the map, in words: what it is, what is the matter with it, where it leads.

import { marksWords } from "../../ui/map/problem-counts";
import type { Say } from "../words";
import type { Graph, Place } from "./graph";

export interface Leads { start: string; to: ReadonlyMap<string, readonly string[]> }

/** Where each scene leads, by the titles of those places. */
export function leadsOf({ start, places, ways }: Graph): Leads {
  const titles = new Map(places.map(({ id, title, number }) => [id, number ? `${number} ${title}` : title]));
  const to = new Map<string, string[]>();
  for (const way of ways) {
    const title = titles.get(way.to);
    const known = to.get(way.from) ?? [];
    if (title && !known.includes(title)) to.set(way.from, [...known, title]);
  }
  return { start, to };
}

export function placeWords({ start, to }: Leads, place: Place, say: Say): string {
  const name = place.kind === "ending" ? say("ending_label", { title: place.title }) : say("scene_label", { number: place.number, title: place.title });
  const leads = to.get(place.id);
  const where = leads ? say("map_leads", { places: leads.join(", ") }) : "";
  const first = place.id === start ? say("outline_start") : "";
  return [name, first, place.ending_word, place.note, marksWords(say, place.errors, place.warnings), where].filter(Boolean).join(". ");
}
