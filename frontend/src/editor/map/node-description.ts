// Describes a node of the map in words.

import type { Graph, GraphNode } from "../../contracts/graph";
import { problemCountText } from "../../ui/map/problem-counts";
import type { ReplyStrength } from "../../ui/map/strength";
import { type EditorTranslate, formatList } from "../words";

/** The start, and the titles of each scene's targets. */
export interface LinkTargets {
  start: string;
  to: ReadonlyMap<string, readonly string[]>;
}

/** Return the titles of the places that each scene leads to. */
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

/** Return how many choices of a scene are how strong, in words. */
function strengthsText({ dots = [] }: GraphNode, t: EditorTranslate): string {
  const counts = new Map<ReplyStrength, number>();
  for (const { strength } of dots) if (strength) counts.set(strength, (counts.get(strength) ?? 0) + 1);
  return formatList(
    (["strong", "mixed", "weak", "none"] as const).flatMap((strength) => {
      const count = counts.get(strength);
      return count ? t("map_strength_count", { count, strength: t(`map_strength_${strength}`) }) : [];
    }),
  );
}

/** Return a node's accessible name: title, kind, first line, choices, problems and targets. */
export function nodeDescription({ start, to }: LinkTargets, place: GraphNode, t: EditorTranslate): string {
  const name =
    place.kind === "ending"
      ? t("ending_label", { title: place.title })
      : t("scene_label", { number: place.number, title: place.title });
  const leads = to.get(place.id);
  const where = leads ? t("map_leads", { places: formatList([...leads]) }) : "";
  const first = place.id === start ? t("outline_start") : "";
  const line = place.line && place.speaker ? t("named_text", { name: place.speaker, text: place.line }) : place.line;
  const problems = problemCountText(t, place.errors, place.warnings);
  return [name, first, place.ending_word, line, place.note, strengthsText(place, t), problems, where]
    .filter(Boolean)
    .join(". ");
}
