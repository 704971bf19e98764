// The icons of the map's tools.

import { IconFrame } from "../../ui/icon";

const icons = {
  fit: { whole: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", dashed: "" },
  area: { whole: "M9.500 12.500h5M12 10v5", dashed: "M10 13H2V2h11v7" },
} as const;

/** Show an icon of the map's tools. */
export function MapIcon({ name }: { name: keyof typeof icons }) {
  const { whole, dashed } = icons[name];
  return (
    <IconFrame>
      {dashed && <path d={dashed} stroke-dasharray="1.500 3" />}
      <path d={whole} />
    </IconFrame>
  );
}
