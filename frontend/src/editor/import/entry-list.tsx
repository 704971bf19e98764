// The entries of an import's report; each leads to its places.

import type { ImportEntry, ImportPlace } from "../../contracts/editor";
import { useEditor } from "../context";

/** How many places of an entry are listed unfolded. */
const SHOWN_PLACES = 5;

/** Return what goes to the first place of an entry, or null where there is none. */
type GoToEntry = (entry: ImportEntry) => (() => void) | null;

/** Show entries, with links to their places where there is a `go`. */
export function EntryList({ entries, go }: { entries: readonly ImportEntry[]; go: GoToEntry | undefined }) {
  return (
    <ul class="psf-bullets">
      {entries.map((entry, n) => {
        const act = go?.(entry);
        return (
          <li key={n}>
            {act ? (
              <button type="button" class="psf-link" onClick={act}>
                {entry.message}
              </button>
            ) : (
              entry.message
            )}
            {go && entry.places.length > 1 && <Places entry={entry} go={go} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Show the places of an entry as links; those after the first few are folded. */
function Places({ entry, go }: { entry: ImportEntry; go: GoToEntry }) {
  const { t } = useEditor();
  const link = ({ title, at }: ImportPlace, n: number) => {
    const act = go({ ...entry, at });
    return (
      <li key={n}>
        {act ? (
          <button type="button" class="psf-link" onClick={act}>
            {title}
          </button>
        ) : (
          title
        )}
      </li>
    );
  };
  const rest = entry.places.slice(SHOWN_PLACES);
  return (
    <>
      <ul class="psf-places" aria-label={t("import_places")}>
        {entry.places.slice(0, SHOWN_PLACES).map(link)}
      </ul>
      {rest.length > 0 && (
        <details class="psf-more">
          <summary>{t("import_more_places", { count: rest.length })}</summary>
          <ul class="psf-places">{rest.map(link)}</ul>
        </details>
      )}
    </>
  );
}
