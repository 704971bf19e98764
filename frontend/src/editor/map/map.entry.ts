// Entry point of the map, a part of the editor that is loaded when it is opened.

import type { FunctionComponent } from "preact";
import { MapPane } from "./map-pane";

declare global {
  interface Window {
    PowerStruggleMap?: FunctionComponent;
  }
}

window.PowerStruggleMap = MapPane;
