// The layout of the editor's map, from a worker, and cards that wait for it at the places where they were dropped.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph } from "../../contracts/graph";
import { LayoutWorker } from "../../ui/map/layout";
import { type Layout, quickLayout } from "../../ui/map/layout-task";
import { graphShape } from "./graph";

/** After this time without a layout, in milliseconds, a quick layout is shown. */
const quickLayoutDelayMs = 350;

/** Return the layout of the graph, and whether it is that of the present graph: the last one is shown until then. */
export function useLayout(graph: Graph): { layout: Layout | null; fresh: boolean } {
  const [laid, setLaid] = useState<{ layout: Layout; shape: string } | null>(null);
  const layouter = useRef<LayoutWorker | null>(null);
  const shape = useMemo(() => graphShape(graph), [graph]);
  useEffect(() => {
    layouter.current = new LayoutWorker();
    return () => layouter.current?.stop();
  }, []);
  useEffect(() => {
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
