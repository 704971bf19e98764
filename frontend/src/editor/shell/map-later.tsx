// The map's pane. The map itself is loaded with the pane's first look.

import { createElement } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useEditor } from "../context";
import { loadLater } from "../later-files";

/** Show the map once it is loaded. */
export function MapLater() {
  const { loaded, t } = useEditor();
  const [tries, setTries] = useState(1);
  const [state, setState] = useState<"loading" | "failed" | "ready">(window.PowerStruggleMap ? "ready" : "loading");
  useEffect(() => {
    if (state !== "loading") return;
    let wanted = true;
    const tell = () => {
      if (wanted) setState(window.PowerStruggleMap ? "ready" : "failed");
    };
    if (loaded.map) loadLater(loaded.map).then(tell, tell);
    else tell();
    return () => {
      wanted = false;
    };
  }, [tries]);
  if (state === "ready" && window.PowerStruggleMap) return createElement(window.PowerStruggleMap, null);
  return (
    <div class="ps-map-later">
      <p role="status">{t(state === "failed" ? "map_not_loaded" : "map_loading")}</p>
      {state === "failed" && (
        <button
          type="button"
          class="ps-tool"
          onClick={() => {
            setState("loading");
            setTries(tries + 1);
          }}
        >
          {t("try_again")}
        </button>
      )}
    </div>
  );
}
