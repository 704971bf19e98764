// Chooses what to show for the current phase of a conversation.

import type { View } from "../contracts/player";
import { AboutPage } from "./about";
import { Debrief } from "./debrief";
import { NothingToChoose } from "./nothing-to-choose";
import { SceneView } from "./scene";

/** Show the current phase. */
export function Phase({ view }: { view: View }) {
  // The key resets the state of elements, such as opened hints, at each step.
  switch (view.phase) {
    case "about":
      return <AboutPage view={view} />;
    case "scene":
      return <SceneView key={`${view.attempt}.${view.step}`} view={view} />;
    case "ending":
      return <Debrief key={view.attempt} view={view} />;
    default:
      return <NothingToChoose view={view} />;
  }
}
