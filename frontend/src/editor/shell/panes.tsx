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
  const box = useRef<HTMLDivElement>(null);
  const { wide, measured } = useWidth(box);
  const [shown, setShown] = useShownPane(controller);
  // Narrow: what shows is what is open.
  const isWriting = wide ? controller.writing : shown === "write";
  // The map is loaded with the first look at it.
  const mapSeen = useRef(false);
  mapSeen.current ||= wide ? measured && !controller.writing : shown === "map";
  const isEmpty = (name: PaneName, hidden: boolean) =>
    (hidden && ["problems", "write"].includes(name)) || (name === "map" && !mapSeen.current);
  return (
    <div ref={box} class={`ps-panes ${wide ? "ps-beside" : "ps-single"} ${isWriting ? "ps-writing" : ""}`}>
      {!wide && <PaneTabs shown={shown} setShown={setShown} />}
      {paneNames.map((name) => {
        const hidden = wide ? isHiddenBeside(name, controller) : name !== shown;
        return (
          <Pane key={name} name={name} wide={wide} hidden={hidden}>
            {isEmpty(name, hidden) ? null : given[name]}
          </Pane>
        );
      })}
    </div>
  );
}

/** Return whether three panes fit beside each other, and whether that has been measured yet. */
function useWidth(box: { current: HTMLDivElement | null }): { wide: boolean; measured: boolean } {
  const [wide, setWide] = useState(true);
  const [measured, setMeasured] = useState(false);
  useEffect(
    () =>
      watchWidth(box.current, (width) => {
        setWide(width >= wideMinWidth);
        setMeasured(true);
      }),
    [],
  );
  return { wide, measured };
}

/** Return the pane that shows where there is room for one, and what shows another. */
function useShownPane(controller: EditorController): [PaneName, (name: PaneName) => void] {
  const [shown, setShown] = useState<PaneName>("outline");
  // A form that is to get the focus must be visible first.
  if (controller.focusTarget && shown !== "form") setShown("form");
  useLayoutEffect(() => {
    if (controller.showProblems) setShown("problems");
  }, [controller.showProblems]);
  useLayoutEffect(() => {
    setShown((now) => (controller.writing ? "write" : now === "write" ? "outline" : now));
  }, [controller.writing]);
  return [shown, setShown];
}

interface PaneProps {
  name: PaneName;
  wide: boolean;
  hidden: boolean;
  children: ComponentChildren;
}

/** Show one pane: a region beside others, or what belongs to a tab. */
function Pane({ name, wide, hidden, children }: PaneProps) {
  const controller = useController();
  const named = wide
    ? { "aria-label": controller.t(`tab_${name}`, { count: controller.check.problems.length }) }
    : { "aria-labelledby": controller.id(`tab-${name}`) };
  return (
    <section
      id={controller.id(`pane-${name}`)}
      class={`ps-pane ps-pane-${name}`}
      role={wide ? "region" : "tabpanel"}
      {...named}
      hidden={hidden}
    >
      {children}
    </section>
  );
}

/** Show a tab for each pane. */
function PaneTabs({ shown, setShown }: { shown: PaneName; setShown: (name: PaneName) => void }) {
  const controller = useController();
  const { t, check } = controller;
  const list = useRef<HTMLDivElement>(null);
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
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div ref={list} class="ps-tabs" role="tablist" aria-label={t("panes")}>
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
          {name === "problems" ? t("tab_problems", { count: check.problems.length }) : t(`tab_${name}`)}
        </button>
      ))}
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
