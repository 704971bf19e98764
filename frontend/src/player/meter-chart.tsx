// A meter's way through the talk: a picture, the same in words, and the same as a table.

import { Component } from "preact";
import type { Curve as CurveData, CurvePoint } from "../contracts/player";
import { curveText, feltAt, type Felt } from "./meter-chart-text";
import { here } from "./page-context";
import { langOf } from "./text";
import { number } from "../ui/words";

interface Props { curve: CurveData; felt?: Felt[]; small?: boolean }

const edge = { start: 34, end: 16, top: 26, bottom: 26 };

/** A class, for its life in the page: it is drawn as wide as there is room, so that its letters keep their size. */
export class Curve extends Component<Props> {
  private readonly draw = here().draw;
  private width = 640;
  private figure: HTMLElement | null = null;
  private watch: ResizeObserver | undefined;

  override componentDidMount(): void {
    const { figure } = this;
    if (!figure || typeof ResizeObserver === "undefined") return;
    this.watch = new ResizeObserver(() => {
      const width = Math.round(figure.clientWidth);
      if (!width || width === this.width) return;
      this.width = width;
      this.draw();
    });
    this.watch.observe(figure);
  }

  override componentWillUnmount(): void {
    this.watch?.disconnect();
  }

  render({ curve, felt = [], small = false }: Props) {
    const { say } = here();
    const notes = curve.points.filter((point) => point.note);
    const rated = curve.points.some((point) => feltAt(felt, point.step) !== undefined);
    const turned = curve.points.some((point) => point.turn);
    return (
      <figure class="ps-curve" ref={(node) => { this.figure = node; }}>
        <Picture curve={curve} felt={felt} width={this.width} height={small ? 130 : 210} text={curveText(curve, felt, say)} />
        {(rated || turned) && (
          <figcaption class="ps-small">
            {rated && <span class="ps-key ps-private"><Swatch felt />{say("curve_felt")}</span>}
            {turned && <span class="ps-key"><Swatch />{say("curve_legend_turn")}</span>}
          </figcaption>
        )}
        {notes.length > 0 && (
          <ul class="ps-notes">{notes.map((point) => <li key={point.step}><b>{named(point)}</b>: {point.note}</li>)}</ul>
        )}
        <details class="ps-more">
          <summary>{say("curve_table")}</summary>
          <Table curve={curve} felt={rated ? felt : []} />
        </details>
      </figure>
    );
  }
}

interface PictureProps { curve: CurveData; felt: Felt[]; width: number; height: number; text: string }

function Picture({ curve, felt, width, height, text }: PictureProps) {
  const { points, max } = curve;
  const floor = height - edge.bottom;
  const slot = (width - edge.start - edge.end) / Math.max(1, points.length - 1);
  const x = (index: number) => edge.start + index * slot;
  const y = (value: number) => floor - (value / max) * (floor - edge.top);
  const line = points.map((point, index) => `${x(index)},${y(point.value)}`).join(" ");
  const own = points.flatMap((point, index) => {
    const rating = feltAt(felt, point.step);
    return rating === undefined ? [] : [{ x: x(index), y: y(rating) }];
  });
  // Names under the line where there is room for all of them, else the numbers that the table and the notes carry too.
  const wide = points.every((point) => point.label.length * 12 < slot);
  const worded = withRoom(points, x);
  // A word stands on the side where the line is not.
  const wordY = (index: number, { value, turn }: CurvePoint) => {
    const beside = points[index - 1] ?? points[index + 1];
    const under = y(value) + 22;
    return beside && beside.value > value && under < floor ? under : y(value) - (turn ? 16 : 12);
  };
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={text}>
      <g class="ps-grid">
        {[0, max / 2, max].map((value) => (
          <g key={value}>
            <line x1={edge.start - 8} x2={width} y1={y(value)} y2={y(value)} />
            <text x={edge.start - 14} y={y(value) + 4} text-anchor="end">{number(value)}</text>
          </g>
        ))}
        {points.map((point, index) => (
          <text key={point.step} x={x(index)} y={height - 6} text-anchor={wide ? anchor(index, points.length) : "middle"}>
            {wide ? point.label : number(point.step)}
          </text>
        ))}
      </g>
      <polygon class="ps-area" points={`${x(0)},${floor} ${line} ${x(points.length - 1)},${floor}`} />
      <polyline class="ps-way" points={line} />
      {own.length > 0 && (
        <g class="ps-own ps-private">
          <polyline points={own.map((point) => `${point.x},${point.y}`).join(" ")} />
          {own.map((point) => <path key={point.x} d={diamond(point.x, point.y)} />)}
        </g>
      )}
      <g class="ps-points">
        {points.map((point, index) => (
          <g key={point.step}>
            {point.turn && <circle class="ps-ring" cx={x(index)} cy={y(point.value)} r={10} />}
            <circle cx={x(index)} cy={y(point.value)} r={5} />
            {worded.has(index) && (
              <text x={x(index)} y={wordY(index, point)} text-anchor={anchor(index, points.length)}>{point.word}</text>
            )}
          </g>
        ))}
      </g>
    </svg>
  );
}

const named = ({ step, label }: CurvePoint) => `${number(step)}. ${label}`;
const diamond = (x: number, y: number) => `M${x} ${y - 6}l6 6-6 6-6-6z`;

function anchor(index: number, count: number): "start" | "middle" | "end" {
  return index === 0 ? "start" : index === count - 1 ? "end" : "middle";
}

/** Which points carry their word: turns first, then both ends, as far as they keep clear of one another. */
function withRoom(points: CurvePoint[], x: (index: number) => number): Set<number> {
  const last = points.length - 1;
  const order = [...points.keys()].filter((index) => points[index]?.turn).concat(last, 0);
  const placed = new Set<number>();
  for (const index of order) {
    if (![...placed].some((other) => other !== index && Math.abs(x(other) - x(index)) < 84)) placed.add(index);
  }
  return placed;
}

function Swatch({ felt = false }: { felt?: boolean }) {
  return (
    <svg class="ps-swatch" viewBox="0 0 28 22" width={28} height={22} aria-hidden="true">
      {felt
        ? <g class="ps-own"><polyline points="0,11 28,11" /><path d={diamond(14, 11)} /></g>
        : <g class="ps-points"><circle class="ps-ring" cx={14} cy={11} r={9} /><circle cx={14} cy={11} r={4.5} /></g>}
    </svg>
  );
}

function Table({ curve, felt }: { curve: CurveData; felt: Felt[] }) {
  const { say } = here();
  const lang = langOf();
  return (
    <div class="ps-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{say("curve_step")}</th>
            <th scope="col" {...lang}>{curve.meter}</th>
            {felt.length > 0 && <th scope="col" class="ps-private">{say("curve_felt")}</th>}
          </tr>
        </thead>
        <tbody>
          {curve.points.map((point) => (
            <tr key={point.step}>
              <th scope="row">{named(point)}</th>
              <td>{number(point.value)}, {point.word}{point.turn && `; ${say("curve_turned")}`}</td>
              {felt.length > 0 && <td class="ps-private">{feltAt(felt, point.step) ?? ""}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
