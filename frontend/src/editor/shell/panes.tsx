// The layout of the panes. Wide: three next to each other and the problems below. Narrow: tabs.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EditorController } from "../controller";
import { useController } from "./use-controller";

/** Width from which three panes fit, in pixels. */
const wideMinWidth = 960;
const paneNames = ["outline", "write", "map", "form", "problems"] as const;
type PaneName = (typeof paneNames)[number];

/** Show the panes. */
export function Panes(given: Record<PaneName, ComponentChildren>) {
  const controller = useController();
  const { t } = controller;
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(true);
  const [measured, setMeasured] = useState(false);
  const [shown, setShown] = useState<PaneName>("outline");
  useEffect(
    () =>
      watchWidth(box.current, (width) => {
        setWide(width >= wideMinWidth);
        setMeasured(true);
      }),
    [],
  );
  // A form that is to get the focus must be visible first.
  if (controller.focusTarget && shown !== "form") setShown("form");
  useLayoutEffect(() => {
    if (controller.showProblems) setShown("problems");
  }, [controller.showProblems]);
  useLayoutEffect(() => {
    setShown((now) => (controller.writing ? "write" : now === "write" ? "outline" : now));
  }, [controller.writing]);
  // Narrow: what shows is what is open.
  const isWriting = wide ? controller.writing : shown === "write";

  // The map is loaded with the first look at it.
  const mapSeen = useRef(false);
  mapSeen.current ||= wide ? measured && !controller.writing : shown === "map";

  const count = controller.check.problems.length;
  const label = (name: PaneName) => (name === "problems" ? t("tab_problems", { count }) : t(`tab_${name}`));
  const choose = (name: PaneName) => {
    setShown(name);
    if (controller.writing !== (name === "write")) controller.toggleWriting(name === "write");
  };
  const onKey = (event: KeyboardEvent, name: PaneName) => {
    const at = paneNames.indexOf(name);
    const rtl = getComputedStyle(event.currentTarget as Element).direction === "rtl";
    const to = { ArrowRight: at + (rtl ? -1 : 1), ArrowLeft: at + (rtl ? 1 : -1), Home: 0, End: paneNames.length - 1 }[
      event.key
    ];
    if (to === undefined) return;
    const next = paneNames[(to + paneNames.length) % paneNames.length]!;
    event.preventDefault();
    choose(next);
    box.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  const pane = (name: PaneName) => {
    const named = wide
      ? { "aria-label": t(`tab_${name}`, { count }) }
      : { "aria-labelledby": controller.id(`tab-${name}`) };
    const hidden = wide ? isHiddenBeside(name, controller) : name !== shown;
    return (
      <section
        key={name}
        id={controller.id(`pane-${name}`)}
        class={`ps-pane ps-pane-${name}`}
        role={wide ? "region" : "tabpanel"}
        {...named}
        hidden={hidden}
      >
        {(hidden && ["problems", "write"].includes(name)) || (name === "map" && !mapSeen.current) ? null : given[name]}
      </section>
    );
  };
  return (
    <div ref={box} class={`ps-panes ${wide ? "ps-beside" : "ps-single"} ${isWriting ? "ps-writing" : ""}`}>
      {!wide && (
        <div class="ps-tabs" role="tablist" aria-label={t("panes")}>
          {paneNames.map((name) => (
            <button
              type="button"
              key={name}
              role="tab"
              id={controller.id(`tab-${name}`)}
              data-tab={name}
              aria-selected={name === shown}
              aria-controls={controller.id(`pane-${name}`)}
              tabIndex={name === shown ? 0 : -1}
              onClick={() => choose(name)}
              onKeyDown={(event) => onKey(event, name)}
            >
              {label(name)}
            </button>
          ))}
        </div>
      )}
      {paneNames.map(pane)}
    </div>
  );
}

/** Tell whether a pane is hidden where three stand beside each other: the script stands in the place of the map. */
function isHiddenBeside(name: PaneName, { showProblems, writing }: EditorController): boolean {
  if (name === "problems") return !showProblems;
  return name === "write" ? !writing : name === "map" && writing;
}

/** Report the editor's width: a frame is often narrower than the page. */
function watchWidth(node: HTMLElement | null, tell: (width: number) => void): () => void {
  if (!node) return () => undefined;
  const measure = () => {
    if (node.clientWidth) tell(node.clientWidth);
  };
  measure();
  if (typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(measure);
  observer.observe(node);
  return () => observer.disconnect();
}
