// The place of the Write pane, whose script is loaded when it is first opened.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { loadLater } from "../later-files";
import { withKeys } from "../tree";
import type { OpenWritePane } from "../write/write.entry";
import { useController } from "./use-controller";

/** Show the Write pane. */
export function WriteHost() {
  const controller = useController();
  const { t } = controller;
  const root = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "open" | "failed">("loading");
  useLayoutEffect(() => {
    if (state !== "loading") return;
    let pane: OpenWritePane | null = null;
    let isGone = false;
    const before = document.activeElement;
    const files = controller.loaded.write;
    (files ? loadLater(files) : Promise.reject(new Error("no address"))).then(
      () => {
        if (isGone || !root.current) return;
        if (!window.PowerStruggleWrite) return setState("failed");
        pane = window.PowerStruggleWrite(controller, root.current, withKeys);
        controller.flushWriting = () => pane?.flush();
        root.current.classList.add("ps-write-open");
        // Whoever has gone on meanwhile, such as to a menu, stays there.
        if (document.activeElement === before) pane.focus();
      },
      () => setState("failed"),
    );
    return () => {
      isGone = true;
      controller.flushWriting = null;
      pane?.close();
    };
  }, [state === "failed"]);
  if (state === "failed")
    return (
      <div class="ps-write-failed">
        <p role="alert">{t("write_failed")}</p>
        <button type="button" class="ps-tool" onClick={() => setState("loading")}>
          {t("write_again")}
        </button>
      </div>
    );
  return (
    <div class="ps-write">
      <WriteHelp />
      <div ref={root} class="ps-write-place" />
      <p class="ps-write-loading">{t("write_loading")}</p>
    </div>
  );
}

const lines = ["scene", "ending", "line", "cue", "choice", "reply", "why", "mark", "do"] as const;

/** Show how a script is written. */
function WriteHelp() {
  const controller = useController();
  const { t } = controller;
  return (
    <>
      <details class="ps-write-help">
        <summary>{t("write_help")}</summary>
        <dl>
          {lines.map((name) => (
            <div key={name}>
              <dt>
                <code>{t(`write_line_${name}`)}</code>
              </dt>
              <dd>{t(`write_is_line_${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p>{t("write_help_keys")}</p>
      </details>
      <p class="ps-heard" id={controller.id("write-hint")}>
        {t("write_hint")}
      </p>
    </>
  );
}
