// Where the panes lie. Wide: three beside each other and the problems below. Narrow: tabs, one pane at a time.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "./desk-context";

/** Width in pixels from which three panes have room beside each other. */
export const wideFrom = 960;
const names = ["outline", "map", "form", "problems"] as const;
type Name = (typeof names)[number];

export function Panes(given: Record<Name, ComponentChildren>) {
  const desk = useDesk();
  const { say } = desk;
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(true);
  const [shown, setShown] = useState<Name>("outline");
  useEffect(() => watchWidth(box.current, (width) => setWide(width >= wideFrom)), []);
  // Whoever asks for a form has to see it, and before focus is brought there.
  if (desk.wanted && shown !== "form") setShown("form");
  useLayoutEffect(() => { if (desk.showProblems) setShown("problems"); }, [desk.showProblems]);

  const count = desk.check.problems.length;
  const label = (name: Name) => (name === "problems" ? say("tab_problems", { count }) : say(`tab_${name}`));
  const onKey = (event: KeyboardEvent, name: Name) => {
    const at = names.indexOf(name);
    const rtl = getComputedStyle(event.currentTarget as Element).direction === "rtl";
    const to = { ArrowRight: at + (rtl ? -1 : 1), ArrowLeft: at + (rtl ? 1 : -1), Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    const next = names[(to + names.length) % names.length]!;
    event.preventDefault();
    setShown(next);
    box.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  const pane = (name: Name) => {
    const named = wide ? { "aria-label": say(`tab_${name}`, { count }) } : { "aria-labelledby": desk.id(`tab-${name}`) };
    const hidden = wide ? name === "problems" && !desk.showProblems : name !== shown;
    return (
      <section key={name} id={desk.id(`pane-${name}`)} class={`ps-pane ps-pane-${name}`} role={wide ? "region" : "tabpanel"} {...named}
        hidden={hidden}>{name === "problems" && hidden ? null : given[name]}</section>
    );
  };
  return (
    <div ref={box} class={`ps-panes ${wide ? "ps-beside" : "ps-single"}`}>
      {!wide && (
        <div class="ps-tabs" role="tablist" aria-label={say("panes")}>
          {names.map((name) => (
            <button type="button" key={name} role="tab" id={desk.id(`tab-${name}`)} data-tab={name} aria-selected={name === shown}
              aria-controls={desk.id(`pane-${name}`)} tabIndex={name === shown ? 0 : -1} onClick={() => setShown(name)}
              onKeyDown={(event) => onKey(event, name)}>{label(name)}</button>
          ))}
        </div>
      )}
      {names.map(pane)}
    </div>
  );
}

/** Tells the width of the editor itself: a frame or a modal window is often narrower than the page. */
function watchWidth(node: HTMLElement | null, tell: (width: number) => void): () => void {
  if (!node) return () => undefined;
  const measure = () => { if (node.clientWidth) tell(node.clientWidth); };
  measure();
  if (typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(measure);
  observer.observe(node);
  return () => observer.disconnect();
}
