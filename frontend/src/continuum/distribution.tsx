// The group's results for one statement. All figures are shown as text; the dots are only for sighted users.

import type { Aggregate, ExerciseView, ScalePoint, Statement, StatementResult } from "../contracts/continuum";
import type { ExerciseContext } from "./controls";
import { lookBackSuffix, scalePointName, scalePointsFor } from "./scale";

interface DistributionProps {
  context: ExerciseContext;
  statement: Statement;
  line: StatementResult | undefined;
  mine?: Record<string, string> | null;
}

/** Show the result of one statement. `captioned` is false in lists, where one caption serves all. */
export function Distribution({ captioned = true, ...props }: DistributionProps & { captioned?: boolean }) {
  const { context, line } = props;
  const { t } = context.exercise;
  const view = context.exercise.content!;
  if (!line?.now.enough && !line?.then?.enough) return <p class="ps-too-few">{t("too_few", { k: view.k })}</p>;
  return (
    <figure class="ps-distribution" aria-label={t("done_title")}>
      {view.show === "mean" ? <Averages {...props} line={line} /> : <Histogram {...props} line={line} />}
      <FollowUpShares context={context} line={line} />
      {captioned && (
        <figcaption>
          <Caption context={context} />
        </figcaption>
      )}
    </figure>
  );
}

/** Explain from how many answers on results are shown. */
export function Caption({ context: { exercise } }: { context: ExerciseContext }) {
  return (
    <span class="ps-small">
      {exercise.t(exercise.content!.show === "mean" ? "at_least_mean" : "at_least", { k: exercise.content!.k })}
    </span>
  );
}

/** The share that one dot stands for. */
const percentPerDot = 10;

/** Show one dot per ten percent; half a dot for five. */
function Dots({ percent, kind }: { percent: number; kind: string }) {
  const dots = [];
  for (let left = percent; left > 0; left -= percentPerDot)
    dots.push(<i class={left < percentPerDot ? "ps-half" : ""} />);
  return (
    <span class={`ps-dots ps-${kind}`} aria-hidden="true">
      {dots}
    </span>
  );
}

/** Return the number of dots in the highest stack, so that all stacks have the same baseline. */
function tallestStack(...lines: Array<Record<string, number> | null>): number {
  return Math.max(
    2,
    ...lines.flatMap((shares) => Object.values(shares ?? {}).map((percent) => Math.ceil(percent / percentPerDot))),
  );
}

/** Return the label of a scale point; empty when it is unknown. */
const labelOf = (stops: ScalePoint[], id: string | null) => {
  const stop = stops.find((found) => found.id === id);
  return stop ? scalePointName(stop) : "";
};

/** Show the share of each scale point. */
function Histogram({ context, statement, line, mine }: DistributionProps & { line: StatementResult }) {
  const { t } = context.exercise;
  const view = context.exercise.content!;
  const stops = scalePointsFor(view, statement);
  const { now, earlier } = line;
  const before = earlier?.shares ?? null;
  const placed = mine?.[statement.id];
  return (
    <>
      {now.shares ? (
        <ol class="ps-histogram" style={`--stops: ${stops.length}; --most: ${tallestStack(now.shares, before)}`}>
          {stops.map((stop) => (
            <li key={stop.id} class={stop.id === placed ? "ps-own-point" : ""}>
              <span class="ps-stack">
                {before && <Dots percent={before[stop.id] ?? 0} kind="before" />}
                <Dots percent={now.shares![stop.id] ?? 0} kind="now" />
              </span>
              <span class="ps-label">{stop.label}</span>
              <span class="ps-share">
                {before
                  ? t("share_now", { percent: now.shares![stop.id] ?? 0 })
                  : t("share", { percent: now.shares![stop.id] ?? 0 })}
              </span>
              {before && (
                <span class="ps-share ps-small">
                  {t("share_earlier", { percent: before[stop.id] ?? 0, round: view.since })}
                </span>
              )}
              {stop.id === placed && <span class="ps-you">{t("you")}</span>}
            </li>
          ))}
        </ol>
      ) : (
        <>
          <p>{t("mostly", { label: labelOf(stops, now.mostly) })}</p>
          {placed && <p class="ps-small">{t("you_stand", { label: labelOf(stops, placed) })}</p>}
        </>
      )}
      {before && now.shares && (
        <p class="ps-legend ps-small" aria-hidden="true">
          <span class="ps-dots ps-before">
            <i />
          </span>{" "}
          {t("legend_earlier", { round: view.since })}{" "}
          <span class="ps-dots ps-now">
            <i />
          </span>{" "}
          {t("legend_now")}
        </p>
      )}
      <EarlierRound view={view} context={context} stops={stops} earlier={earlier} />
    </>
  );
}

/** Say what of the earlier round can't be drawn. */
function EarlierRound({
  view,
  context,
  stops,
  earlier,
}: {
  view: ExerciseView;
  context: ExerciseContext;
  stops: ScalePoint[];
  earlier: Aggregate | null;
}) {
  const { t } = context.exercise;
  if (!view.since || (earlier?.enough && !earlier.mostly)) return null;
  const round = view.since;
  const text = earlier?.mostly
    ? t("earlier_mostly", { round, label: labelOf(stops, earlier.mostly) })
    : t("earlier_none", { round });
  return <p class="ps-small">{text}</p>;
}

/** Show the averages of the rounds. */
function Averages({ context, statement, line, mine }: DistributionProps & { line: StatementResult }) {
  const { t } = context.exercise;
  const view = context.exercise.content!;
  const stops = scalePointsFor(view, statement);
  const { top } = view.scale;
  const rows = (
    value: Aggregate | null,
    kind: "now" | "then" | "earlier",
    mostly: "mean_mostly" | "mean_then_mostly" | null,
  ) => {
    if (!value?.enough) return null;
    if (value.mean !== null) {
      return (
        <li>
          <i class={`ps-mark ps-${kind}`} aria-hidden="true" />
          {t(`mean_${kind}`, { number: value.mean, top, round: view.since })}
        </li>
      );
    }
    return mostly && value.mostly ? <li>{t(mostly, { label: labelOf(stops, value.mostly) })}</li> : null;
  };
  const mark = (value: Aggregate | null, kind: string) =>
    value?.mean == null ? null : (
      <i class={`ps-mark ps-${kind}`} style={`inset-inline-start: ${(value.mean / top) * 100}%`} />
    );
  const [placed, looked] = [mine?.[statement.id], mine?.[`${statement.id}${lookBackSuffix}`]];
  return (
    <>
      <span class="ps-range" aria-hidden="true">
        {mark(line.earlier, "earlier")}
        {mark(line.then, "then")}
        {mark(line.now, "now")}
      </span>
      <ul class="ps-means">
        {rows(line.now, "now", "mean_mostly")}
        {rows(line.then, "then", "mean_then_mostly")}
        {rows(line.earlier, "earlier", null)}
      </ul>
      <EarlierRound view={view} context={context} stops={stops} earlier={line.earlier} />
      {placed && (
        <p class="ps-small">
          {looked
            ? t("you_stand_twice", { label: labelOf(stops, placed), then: labelOf(stops, looked) })
            : t("you_stand", { label: labelOf(stops, placed) })}
        </p>
      )}
    </>
  );
}

/** Show the follow-up answers, the most frequent first. */
function FollowUpShares({ context, line }: { context: ExerciseContext; line: StatementResult }) {
  const { t } = context.exercise;
  const options = context.exercise.content!.next?.options ?? [];
  if (!line.next?.enough) return null;
  const { shares, mostly } = line.next;
  const rows = options
    .filter(({ id }) => mostly.includes(id) || shares[id])
    .sort(
      (a, b) =>
        (mostly.includes(b.id) ? 101 : (shares[b.id] ?? 0)) - (mostly.includes(a.id) ? 101 : (shares[a.id] ?? 0)),
    );
  return (
    <details class="ps-more">
      <summary>{t("next_group")}</summary>
      <ul class="ps-follow-up-shares">
        {rows.map(({ id, label }) => (
          <li key={id}>
            {t("next_share", {
              label,
              share: mostly.includes(id) ? t("next_mostly") : t("share", { percent: shares[id] ?? 0 }),
            })}
          </li>
        ))}
      </ul>
      <p class="ps-small">{t("next_few")}</p>
    </details>
  );
}
