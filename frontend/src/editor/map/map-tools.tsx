// The tools above the map, and the legend below it.

import { Icon } from "../../ui/icon";
import { type ReplyStrength, strengthShapes } from "../../ui/map/strength";
import * as commands from "../commands";
import { ActionsMenu, AddMenu } from "../shell/actions";
import { MenuButton } from "../shell/menu";
import { useController } from "../shell/use-controller";
import type { Camera } from "./camera";
import { MapIcon } from "./map-icon";
import { type MapImageSource, printMap, saveMap } from "./map-image";

interface MapToolsProps {
  camera: Camera;
  selected: string | null;
  image: MapImageSource | null;
  /** Whether a drag on the background selects cards. */
  encircles: boolean;
  setEncircles: (on: boolean) => void;
}

/** Show the menus and buttons of the map. */
export function MapTools({ camera, selected, image, encircles, setEncircles }: MapToolsProps) {
  const controller = useController();
  const { t } = controller;
  return (
    <div class="ps-map-tools">
      <div class="ps-map-menus">
        <AddMenu />
        <ActionsMenu />
      </div>
      <button type="button" class="ps-tool" aria-label={t("map_zoom_in")} onClick={() => camera.zoom(1.25)}>
        <Icon name="add" />
      </button>
      <button type="button" class="ps-tool" aria-label={t("map_zoom_out")} onClick={() => camera.zoom(0.8)}>
        <Icon name="remove" />
      </button>
      <button type="button" class="ps-tool" aria-label={t("map_fit")} title={t("map_fit")} onClick={camera.fit}>
        <MapIcon name="fit" />
      </button>
      <button
        type="button"
        class="ps-tool"
        aria-label={t("map_encircle")}
        title={t("map_encircle")}
        aria-pressed={encircles}
        onClick={() => setEncircles(!encircles)}
      >
        <MapIcon name="area" />
      </button>
      <MenuButton
        label={t("map_view")}
        items={[
          { text: t("map_fit"), act: camera.fit, keys: "0" },
          { text: t("map_centre"), act: () => camera.centre(selected), keys: "." },
          {
            text: t(controller.several.size ? "map_arrange_several" : "map_arrange"),
            act: () => commands.arrangeMap(controller),
          },
          { text: t("map_save"), act: () => void (image && saveMap(image, controller.name)) },
          { text: t("map_print"), act: () => void (image && printMap(image, controller.name)) },
        ]}
      />
    </div>
  );
}

const strengths: readonly ReplyStrength[] = ["strong", "mixed", "weak", "none"];

/** Explain the shapes of choices. */
export function MapLegend() {
  const { t } = useController();
  return (
    <p class="ps-map-legend">
      {t("map_strength")}{" "}
      {strengths.map((strength) => (
        <span key={strength} class={`pm-shape pm-${strength}`}>
          <svg viewBox="-10 -10 20 20" width="14" height="14" aria-hidden="true">
            <path d={strengthShapes[strength]} />
          </svg>{" "}
          {t(`map_strength_${strength}`)}
        </span>
      ))}
    </p>
  );
}
