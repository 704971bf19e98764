// A drill has no ways between its moments, so that a list stands in the place of the map.

import { titleOf } from "../labels";
import { isDrill, scenesOf } from "../selection";
import { children } from "../tree";
import { MapLater } from "./map-later";
import { useController } from "./use-controller";

/** Show the map, or the moments of a drill. */
export function MapOrMoments() {
  const { store } = useController();
  return isDrill(store.tree) ? <MomentList /> : <MapLater />;
}

/** Show the moments as a list; each is a button that selects it. */
function MomentList() {
  const controller = useController();
  const { store, t, check } = controller;
  const marks = check.problemCounts();
  return (
    <div class="ps-moments">
      <h4>{t("moments_title")}</h4>
      <p>{t("moments_help")}</p>
      <ol>
        {scenesOf(store.tree).map((scene) => {
          const choices = children(scene, "choice");
          const found = [scene, ...choices].reduce((sum, { key }) => {
            const { errors = 0, warnings = 0 } = marks.get(key) ?? {};
            return sum + errors + warnings;
          }, 0);
          return (
            <li key={scene.key}>
              <button
                type="button"
                class="psf-button psf-quiet"
                aria-current={store.selected === scene.key ? "true" : undefined}
                onClick={() => controller.select(scene.key)}
              >
                {titleOf(scene, t)}
              </button>{" "}
              <span class="ps-quiet">
                {t("map_replies", { count: choices.length })}
                {found > 0 && ` · ${t("problems_here", { count: found })}`}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
