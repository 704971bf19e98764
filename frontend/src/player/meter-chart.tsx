// A meter's course over the conversation: as a chart, as text and as a table.

import { Component } from "preact";
import type { MeterCurve as CurveData, CurvePoint } from "../contracts/player";
import { formatNumber } from "../ui/words";
import { chartDescription, type FeelingRating, ratingAt } from "./meter-chart-text";
import { pageContext } from "./page-context";
import { langAttributes } from "./text";

interface MeterChartProps {
  curve: CurveData;
  felt?: FeelingRating[];
  small?: boolean;
}

const margins = { start: 34, end: 16, top: 26, bottom: 26 };

/**
 * The chart. It is a class so that it can observe its width: it is drawn at the available width, so that its text keeps
 * its size.
 */
export class MeterChart extends Component<MeterChartProps> {
  readonly #redraw = pageContext().render;
  #width = 640;
  #figure: HTMLElement | null = null;
  #observer: ResizeObserver | undefined;

  /** Redraw the chart when its width changes. */
  override componentDidMount(): void {
    const figure = this.#figure;
    if (!figure || typeof ResizeObserver === "undefined") return;
    // Drawn in the next frame: within the observer's own call the new height would bring a "loop" error of the browser.
    this.#observer = new ResizeObserver(() => requestAnimationFrame(() => this.#fit()));
    this.#observer.observe(figure);
  }

  /** Draw the chart at the width that there is now. */
  #fit(): void {
    const width = Math.round(this.#figure?.clientWidth ?? 0);
    if (!width || width === this.#width) return;
    this.#width = width;
    this.#redraw();
  }

  /** Stop observing the width. */
  override componentWillUnmount(): void {
    this.#observer?.disconnect();
  }

  /** Show chart, legend, notes and table. */
  render({ curve, felt = [], small = false }: MeterChartProps) {
    const { t } = pageContext();
    const notes = curve.points.filter((point) => point.note);
    const rated = curve.points.some((point) => ratingAt(felt, point.step) !== undefined);
    const turned = curve.points.some((point) => point.turn);
    return (
      <figure
        class="ps-curve"
        ref={(node) => {
          this.#figure = node;
        }}
      >
        <ChartSvg
          curve={curve}
          felt={felt}
          width={this.#width}
          height={small ? 130 : 210}
          text={chartDescription(curve, felt, t)}
        />
        {(rated || turned) && (
          <figcaption class="ps-small">
            {rated && (
              <span class="ps-key ps-private">
                <LegendSwatch felt />
                {t("curve_felt")}
              </span>
            )}
            {turned && (
              <span class="ps-key">
                <LegendSwatch />
                {t("curve_legend_turn")}
              </span>
            )}
          </figcaption>
        )}
        {notes.length > 0 && (
          <ul class="ps-notes">
            {notes.map((point) => (
              <li key={point.step}>
                <b>{pointName(point)}</b>: {point.note}
              </li>
            ))}
          </ul>
        )}
        <details class="ps-more">
          <summary>{t("curve_table")}</summary>
          <ChartTable curve={curve} felt={rated ? felt : []} />
        </details>
      </figure>
    );
  }
}

interface ChartSvgProps {
  curve: CurveData;
  felt: FeelingRating[];
  width: number;
  height: number;
  text: string;
}

/** Where the values of a chart are drawn. */
interface Scales {
  /** Return the place of the point with an index. */
  x: (index: number) => number;
  /** Return the place of a value. */
  y: (value: number) => number;
  /** The place of the value 0. */
  floor: number;
  /** The distance of two points. */
  slot: number;
}

/** Draw the chart. */
function ChartSvg({ curve, felt, width, height, text }: ChartSvgProps) {
  const { points, max } = curve;
  const floor = height - margins.bottom;
  const slot = (width - margins.start - margins.end) / Math.max(1, points.length - 1);
  const x = (index: number) => margins.start + index * slot;
  const y = (value: number) => floor - (value / max) * (floor - margins.top);
  const scales = { x, y, floor, slot };
  const line = points.map((point, index) => `${x(index)},${y(point.value)}`).join(" ");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={text}>
      <ChartGrid curve={curve} width={width} height={height} scales={scales} />
      <polygon class="ps-area" points={`${x(0)},${floor} ${line} ${x(points.length - 1)},${floor}`} />
      <polyline class="ps-way" points={line} />
      <OwnRatings points={points} felt={felt} scales={scales} />
      <ChartPoints points={points} scales={scales} />
    </svg>
  );
}

/** Draw the lines of three values, and the names of the steps. */
function ChartGrid({ curve, width, height, scales }: Omit<ChartSvgProps, "felt" | "text"> & { scales: Scales }) {
  const { points, max } = curve;
  const { x, y, slot } = scales;
  // Show step names if all of them fit, else the numbers that table and notes use too.
  const wide = points.every((point) => point.label.length * 12 < slot);
  return (
    <g class="ps-grid">
      {[0, max / 2, max].map((value) => (
        <g key={value}>
          <line x1={margins.start - 8} x2={width} y1={y(value)} y2={y(value)} />
          <text x={margins.start - 14} y={y(value) + 4} text-anchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {points.map((point, index) => (
        <text
          key={point.step}
          x={x(index)}
          y={height - 6}
          text-anchor={wide ? textAnchor(index, points.length) : "middle"}
        >
          {wide ? isolated(point.label) : formatNumber(point.step)}
        </text>
      ))}
    </g>
  );
}

/** Draw the learner's ratings. */
function OwnRatings({ points, felt, scales }: { points: CurvePoint[]; felt: FeelingRating[]; scales: Scales }) {
  const own = points.flatMap((point, index) => {
    const rating = ratingAt(felt, point.step);
    return rating === undefined ? [] : [{ x: scales.x(index), y: scales.y(rating) }];
  });
  if (!own.length) return null;
  return (
    <g class="ps-own ps-private">
      <polyline points={own.map((point) => `${point.x},${point.y}`).join(" ")} />
      {own.map((point) => (
        <path key={point.x} d={diamondPath(point.x, point.y)} />
      ))}
    </g>
  );
}

/** Draw the points, and the words of some. */
function ChartPoints({ points, scales: { x, y, floor } }: { points: CurvePoint[]; scales: Scales }) {
  const worded = labeledPoints(points, x);
  // Place the label on the side where the line is not.
  const wordY = (index: number, { value, turn }: CurvePoint) => {
    const beside = points[index - 1] ?? points[index + 1];
    const under = y(value) + 22;
    return beside && beside.value > value && under < floor ? under : y(value) - (turn ? 16 : 12);
  };
  return (
    <g class="ps-points">
      {points.map((point, index) => (
        <g key={point.step}>
          {point.turn && <circle class="ps-ring" cx={x(index)} cy={y(point.value)} r={10} />}
          <circle cx={x(index)} cy={y(point.value)} r={5} />
          {worded.has(index) && (
            <text x={x(index)} y={wordY(index, point)} text-anchor={textAnchor(index, points.length)}>
              {isolated(point.word)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Return words with their own direction: the chart runs from left to right on every page. */
const isolated = (words: string) => `\u2068${words}\u2069`;
/** Return the number and name of a point. */
const pointName = ({ step, label }: CurvePoint) => `${formatNumber(step)}. ${label}`;
/** Return the path of a diamond around a point. */
const diamondPath = (x: number, y: number) => `M${x} ${y - 6}l6 6-6 6-6-6z`;

/** Return the text alignment for the first, last and other points. */
function textAnchor(index: number, count: number): "start" | "middle" | "end" {
  return index === 0 ? "start" : index === count - 1 ? "end" : "middle";
}

/**
 * Return the indexes of the points that get a label: turning points first, then both ends, as far as labels don't
 * overlap.
 */
function labeledPoints(points: CurvePoint[], x: (index: number) => number): Set<number> {
  const last = points.length - 1;
  const order = [...points.keys()].filter((index) => points[index]?.turn).concat(last, 0);
  const placed = new Set<number>();
  for (const index of order) {
    if (![...placed].some((other) => other !== index && Math.abs(x(other) - x(index)) < 84)) placed.add(index);
  }
  return placed;
}

/** Draw a sample for the legend. */
function LegendSwatch({ felt = false }: { felt?: boolean }) {
  return (
    <svg class="ps-swatch" viewBox="0 0 28 22" width={28} height={22} aria-hidden="true">
      {felt ? (
        <g class="ps-own">
          <polyline points="0,11 28,11" />
          <path d={diamondPath(14, 11)} />
        </g>
      ) : (
        <g class="ps-points">
          <circle class="ps-ring" cx={14} cy={11} r={9} />
          <circle cx={14} cy={11} r={4.5} />
        </g>
      )}
    </svg>
  );
}

/** Show the values as a table. */
function ChartTable({ curve, felt }: { curve: CurveData; felt: FeelingRating[] }) {
  const { t } = pageContext();
  const lang = langAttributes();
  return (
    <div class="ps-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("curve_step")}</th>
            <th scope="col" {...lang}>
              {curve.meter}
            </th>
            {felt.length > 0 && (
              <th scope="col" class="ps-private">
                {t("curve_felt")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {curve.points.map((point) => (
            <tr key={point.step}>
              <th scope="row">{pointName(point)}</th>
              <td>
                {formatNumber(point.value)}, {point.word}
                {point.turn && `; ${t("curve_turned")}`}
              </td>
              {felt.length > 0 && <td class="ps-private">{ratingAt(felt, point.step) ?? ""}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
