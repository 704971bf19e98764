// Work from an earlier visit that was never saved: when it is from, what differs, and what to do with it.

import { useDesk } from "../shell/use-controller";

const mostShown = 12;

export function KeptNotice() {
  const desk = useDesk();
  const { say, offered } = desk;
  if (!offered) return null;
  const date = new Date(offered.at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
  const changes = offered.changes ?? [];
  return (
    <section class="ps-notice" aria-label={say("kept_title")}>
      <p><strong>{say("kept_title")}</strong> {say("kept_from", { date })} {offered.base !== desk.loaded.base && say("kept_newer")}</p>
      {offered.changes === null && <p role="status">{say("comparing")}</p>}
      {changes.length > 0 && (
        <details>
          <summary>{say("kept_differs", { count: changes.length })}</summary>
          <ul>{changes.slice(0, mostShown).map((change, index) => <li key={index}>{change}</li>)}</ul>
          {changes.length > mostShown && <p>{say("and_more", { count: changes.length - mostShown })}</p>}
        </details>
      )}
      <div class="ps-buttons">
        <button type="button" class="ps-tool ps-go" onClick={() => desk.settleKept(true)}>{say("kept_take")}</button>
        <button type="button" class="ps-tool" onClick={() => desk.settleKept(false)}>{say("kept_drop")}</button>
      </div>
    </section>
  );
}
