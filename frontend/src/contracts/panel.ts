// What the server sends for the map: the editor's graph, with figures. Numbers come as words, rounded and withheld already.

import type english from "../../../powerstruggle_xblock/words/panel.json";
import type { Edge, Graph, Place } from "../editor/map/graph";

export type PanelWord = keyof typeof english;
export type Which = "first" | "later";

export interface CountedPlace extends Place { notes: Record<Which, string> }
/** Per cent of those who came to the scene; missing or null where it isn't told. */
export interface CountedWay extends Edge { shares: Partial<Record<Which, number | null>> }
export interface Figures extends Graph { places: readonly CountedPlace[]; ways: readonly CountedWay[] }
