// The group's line at one event. Every figure stands there as words; the dots are for eyes only.

import { nameOf, stopsOf, then, type GroupLine, type Statement, type Stop, type Told, type View } from "../contracts/continuum";
import type { Here } from "./controls";

interface LineProps { here: Here; statement: Statement; line: GroupLine | undefined; mine?: Record<string, string> | null }

/** `captioned` where it stands alone; in a list one caption goes for all. */
export function Line({ captioned = true, ...props }: LineProps & { captioned?: boolean }) {
  const { here, line } = props;
  const { say } = here.stand;
  const view = here.stand.view!;
  if (!line?.now.enough && !line?.then?.enough) return <p class="ps-few">{say("too_few", { k: view.k })}</p>;
  return (
    <figure class="ps-line" aria-label={say("done_title")}>
      {view.show === "mean" ? <Mean {...props} line={line} /> : <Bins {...props} line={line} />}
      <Doing here={here} line={line} />
      {captioned && <figcaption><Caption here={here} /></figcaption>}
    </figure>
  );
}

export function Caption({ here: { stand } }: { here: Here }) {
  return <span class="ps-small">{stand.say(stand.view!.show === "mean" ? "at_least_mean" : "at_least", { k: stand.view!.k })}</span>;
}

const one = 10;

/** A dot for every ten per cent, a half one for five. */
function Dots({ percent, kind }: { percent: number; kind: string }) {
  const dots = [];
  for (let left = percent; left > 0; left -= one) dots.push(<i class={left < one ? "ps-half" : ""} />);
  return <span class={`ps-dots ps-${kind}`} aria-hidden="true">{dots}</span>;
}

/** How many dots the tallest stack has: all stand on one line, however long the words below them are. */
function tallest(...lines: Array<Record<string, number> | null>): number {
  return Math.max(2, ...lines.flatMap((shares) => Object.values(shares ?? {}).map((percent) => Math.ceil(percent / one))));
}

const labelled = (stops: Stop[], id: string | null) => {
  const stop = stops.find((found) => found.id === id);
  return stop ? nameOf(stop) : "";
};

function Bins({ here, statement, line, mine }: LineProps & { line: GroupLine }) {
  const { say } = here.stand;
  const view = here.stand.view!;
  const stops = stopsOf(view, statement);
  const { now, earlier } = line;
  const before = earlier?.shares ?? null;
  const stood = mine?.[statement.id];
  return (
    <>
      {now.shares ? (
        <ol class="ps-bins" style={`--stops: ${stops.length}; --most: ${tallest(now.shares, before)}`}>
          {stops.map((stop) => (
            <li key={stop.id} class={stop.id === stood ? "ps-mine" : ""}>
              <span class="ps-stack">
                {before && <Dots percent={before[stop.id] ?? 0} kind="before" />}
                <Dots percent={now.shares![stop.id] ?? 0} kind="now" />
              </span>
              <span class="ps-label">{stop.label}</span>
              <span class="ps-share">
                {before ? say("share_now", { percent: now.shares![stop.id] ?? 0 }) : say("share", { percent: now.shares![stop.id] ?? 0 })}
              </span>
              {before && <span class="ps-share ps-small">{say("share_earlier", { percent: before[stop.id] ?? 0, round: view.since })}</span>}
              {stop.id === stood && <span class="ps-you">{say("you")}</span>}
            </li>
          ))}
        </ol>
      ) : (
        <>
          <p>{say("mostly", { label: labelled(stops, now.mostly) })}</p>
          {stood && <p class="ps-small">{say("you_stand", { label: labelled(stops, stood) })}</p>}
        </>
      )}
      {before && now.shares && (
        <p class="ps-legend ps-small" aria-hidden="true">
          <span class="ps-dots ps-before"><i /></span> {say("legend_earlier", { round: view.since })}{" "}
          <span class="ps-dots ps-now"><i /></span> {say("legend_now")}
        </p>
      )}
      <Earlier view={view} here={here} stops={stops} earlier={earlier} />
    </>
  );
}

/** What of the earlier round can't be drawn is said. */
function Earlier({ view, here, stops, earlier }: { view: View; here: Here; stops: Stop[]; earlier: Told | null }) {
  const { say } = here.stand;
  if (!view.since || (earlier?.enough && !earlier.mostly)) return null;
  const round = view.since;
  const said = earlier?.mostly ? say("earlier_mostly", { round, label: labelled(stops, earlier.mostly) }) : say("earlier_none", { round });
  return <p class="ps-small">{said}</p>;
}

function Mean({ here, statement, line, mine }: LineProps & { line: GroupLine }) {
  const { say } = here.stand;
  const view = here.stand.view!;
  const stops = stopsOf(view, statement);
  const { top } = view.scale;
  const told = (value: Told | null, kind: "now" | "then" | "earlier", mostly: "mean_mostly" | "mean_then_mostly" | null) => {
    if (!value?.enough) return null;
    if (value.mean !== null) {
      return <li><i class={`ps-mark ps-${kind}`} aria-hidden="true" />{say(`mean_${kind}`, { number: value.mean, top, round: view.since })}</li>;
    }
    return mostly && value.mostly ? <li>{say(mostly, { label: labelled(stops, value.mostly) })}</li> : null;
  };
  const mark = (value: Told | null, kind: string) =>
    value?.mean == null ? null : <i class={`ps-mark ps-${kind}`} style={`inset-inline-start: ${(value.mean / top) * 100}%`} />;
  const [stood, looked] = [mine?.[statement.id], mine?.[`${statement.id}${then}`]];
  return (
    <>
      <span class="ps-range" aria-hidden="true">{mark(line.earlier, "earlier")}{mark(line.then, "then")}{mark(line.now, "now")}</span>
      <ul class="ps-means">
        {told(line.now, "now", "mean_mostly")}
        {told(line.then, "then", "mean_then_mostly")}
        {told(line.earlier, "earlier", null)}
      </ul>
      <Earlier view={view} here={here} stops={stops} earlier={line.earlier} />
      {stood && (
        <p class="ps-small">
          {looked ? say("you_stand_twice", { label: labelled(stops, stood), then: labelled(stops, looked) })
            : say("you_stand", { label: labelled(stops, stood) })}
        </p>
      )}
    </>
  );
}

/** What the group does next, the most usual first. */
function Doing({ here, line }: { here: Here; line: GroupLine }) {
  const { say } = here.stand;
  const options = here.stand.view!.next?.options ?? [];
  if (!line.next?.enough) return null;
  const { shares, mostly } = line.next;
  const told = options.filter(({ id }) => mostly.includes(id) || shares[id])
    .sort((a, b) => (mostly.includes(b.id) ? 101 : shares[b.id] ?? 0) - (mostly.includes(a.id) ? 101 : shares[a.id] ?? 0));
  return (
    <details class="ps-more">
      <summary>{say("next_group")}</summary>
      <ul class="ps-doing">
        {told.map(({ id, label }) => (
          <li key={id}>{label}: {mostly.includes(id) ? say("next_mostly") : say("share", { percent: shares[id] ?? 0 })}</li>
        ))}
      </ul>
    </details>
  );
}
