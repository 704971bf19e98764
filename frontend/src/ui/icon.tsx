// Icons as inline SVG: they need no font and no request, and take the color and size of the text around them.

import type { ComponentChildren } from "preact";

/** The lines of each icon on a square of 16 by 16. */
const icons = {
  add: "M8 3v10M3 8h10",
  clear: "M9.500 3.500H13v3M3 13l4-9h2M3 3l10 10M5 13h5",
  close: "m4 4 8 8M12 4l-8 8",
  copy: "M6 6h7v7H6zM10 6V3H3v7h3",
  down: "M8 3v10M4 9l4 4 4-4",
  forward: "M3 8h10M9 4l4 4-4 4",
  back: "M13 8H3M7 4 3 8l4 4",
  fold: "m4 6 4 4 4-4",
  link: "M6.500 9.500l3-3M7 5l1.500-1.500a2.800 2.800 0 0 1 4 4L11 9M9 11l-1.500 1.500a2.800 2.800 0 0 1-4-4L5 7",
  list: "M6 4h8M6 8h8M6 12h8M2.500 4h.01M2.500 8h.01M2.500 12h.01",
  remove: "M3 8h10",
  unfold: "m6 4 4 4-4 4",
  up: "M8 13V3M4 7l4-4 4 4",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof icons;

/** Icons that point along the line of text; they are mirrored where it runs from right to left. */
const directed: ReadonlySet<IconName> = new Set(["forward", "back", "unfold"]);

/** Show an icon. It says nothing to a screen reader: the control around it has a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <IconFrame isDirected={directed.has(name)}>
      <path d={icons[name]} />
    </IconFrame>
  );
}

/** Show the lines of an icon in the size and color of the text around it. */
export function IconFrame({ isDirected = false, children }: { isDirected?: boolean; children: ComponentChildren }) {
  return (
    <svg
      class={`ps-svg${isDirected ? " ps-directed" : ""}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}
