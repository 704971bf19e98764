// One moment of a drill: a scene that nothing went before.

import type { ContentItem, Person } from "../contracts/player";
import { SceneView } from "../player/scene";
import type { DrillView } from "./phases";

/** Return the people who speak in these items. */
export function speakers(people: Person[], items: ContentItem[]): Person[] {
  return people.filter(({ id }) => items.some((item) => item.kind === "line" && item.by === id));
}

/** Show a moment. Nobody and nothing of another one is on the page. */
export function Moment({ view }: { view: DrillView }) {
  const people = speakers(view.people, view.scene?.lines ?? []);
  return <SceneView view={{ ...view, transcript: [], people, about: { ...view.about, steps: view.drill.of } }} />;
}
