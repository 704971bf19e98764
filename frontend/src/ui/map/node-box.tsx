// Draws one scene or ending of a map: a card with title, first line, the face of who speaks, and a dot for each choice.

import { Component } from "preact";
import type { GraphDot, GraphNode } from "../../contracts/graph";
import type { EditorTranslate } from "../../editor/words";
import { readsRightToLeft } from "../text-direction";
import { Label } from "./label";
import type { Box } from "./layout-task";
import { dotPosition, wrapTitle } from "./paths";
import { problemCountText } from "./problem-counts";
import { strengthShapes } from "./strength";

interface NodeBoxProps {
  place: GraphNode;
  box: Box;
  t: EditorTranslate;
  plain: boolean;
  first: boolean;
  on: boolean;
  picked: boolean;
  stop: boolean;
  aimed: boolean;
  dot: number;
  shift: string | undefined;
  attrs: ((place: GraphNode) => Record<string, unknown>) | undefined;
  name: string | undefined;
}

/** A row of text on a card. */
interface TextRow {
  text: string;
  kind: string;
}

/** Distance from one row of text to the next, in map units. */
const rowStep = 17;
/** Radius of a face. */
const faceRadius = 23;
const inset = 13;

/** One scene or ending. It renders only when what it shows has changed. */
export class NodeBox extends Component<NodeBoxProps> {
  /** Compare all props but functions; places and boxes by what is in them. */
  override shouldComponentUpdate(next: NodeBoxProps): boolean {
    const { place, box, attrs: _mine, t: _say, ...flags } = this.props;
    const { place: nextPlace, box: nextBox, attrs: _next, t: _nextSay, ...nextFlags } = next;
    const differs = (one: object, other: object) => one !== other && JSON.stringify(one) !== JSON.stringify(other);
    return differs(place, nextPlace) || differs(box, nextBox) || differs(flags, nextFlags);
  }

  /** Draw box, face, texts and dots. */
  override render() {
    const { place, box, t, plain, on, picked, aimed, dot, shift, attrs, name } = this.props;
    const [left, top] = [box.x - box.width / 2, box.y - box.height / 2];
    const isEnding = place.kind === "ending";
    const kind = isEnding ? `pm-ending pm-${place.ending || "none"}` : "pm-scene";
    const flags = [on && "pm-on", picked && "pm-picked", aimed && "pm-aimed", place.errors && "pm-wrong"];
    const rows = this.rows();
    return (
      <g
        class={[`pm-place ${kind}`, ...flags, shift && "pm-lifted"].filter(Boolean).join(" ")}
        data-place={place.id}
        transform={shift}
        {...attrs?.(place)}
      >
        <title>{name ?? rows.map(({ text }) => text).join(" · ")}</title>
        <rect x={left} y={top} width={box.width} height={box.height} rx={isEnding ? box.height / 2 : 10} />
        {!plain && place.speaker !== undefined && <Face place={place} box={box} />}
        {!plain && this.texts(rows)}
        {!plain &&
          place.dots?.map((one, index) => (
            <Dot
              key={one.key}
              dot={one}
              at={dotPosition(box, index, place.dots!.length)}
              on={index === dot}
              label={one.strength ? t("map_dot", { choice: one.label, strength: t(strengthWord(one)) }) : one.label}
            />
          ))}
      </g>
    );
  }

  /** Return the rows of text: title, first line, and problems or a note. */
  private rows(): TextRow[] {
    const { place, t, first } = this.props;
    const marked = problemCountText(t, place.errors, place.warnings);
    const title = place.number ? `${place.number} ${place.title}` : place.title;
    const isCard = place.line !== undefined;
    const titles = wrapTitle(title, place.kind === "ending" ? 22 : isCard ? 22 : 25);
    const line = place.line && place.speaker !== undefined ? t("map_line", { line: place.line }) : place.line;
    const lines = isCard ? wrapTitle(line || t("map_no_line"), 26) : [];
    const hasLoose = place.dots?.some(({ to }) => !to);
    const notes = [first && t("outline_start"), (!isCard || hasLoose) && place.note];
    const note = place.kind === "ending" ? (place.ending_word ?? "") : notes.filter(Boolean).join(" · ");
    const last = marked || note;
    return [
      ...titles.map((text) => ({ text, kind: "pm-title" })),
      ...lines.map((text) => ({ text, kind: place.line ? "pm-note pm-line" : "pm-note pm-empty" })),
      ...(last || !isCard ? [{ text: last, kind: marked ? "pm-note pm-marked" : "pm-note" }] : []),
    ];
  }

  /** Draw rows of text. They begin at the side where reading begins, beside the face. */
  private texts(rows: readonly TextRow[]) {
    const { place, box } = this.props;
    const aside = place.speaker === undefined ? inset : inset + 2 * faceRadius + 10;
    const x = place.kind === "ending" ? box.x : box.x + (readsRightToLeft() ? 1 : -1) * (box.width / 2 - aside);
    const begin = box.y - ((rows.length - 1) * rowStep) / 2 + 5 - (place.dots?.length ? 3 : 0);
    const room = box.width - inset - (place.kind === "ending" ? inset : aside);
    return rows.map(({ text, kind }, index) => (
      <Label key={index} text={text} room={room} x={x} y={begin + index * rowStep} kind={kind} />
    ));
  }
}

/** Return the word for a choice's strength. */
const strengthWord = ({ strength = "none" }: GraphDot) => `map_strength_${strength}` as const;

/** Draw the face of who speaks first, or the first letter of their name. */
function Face({ place, box }: { place: GraphNode; box: Box }) {
  const x = box.x + (readsRightToLeft() ? 1 : -1) * (box.width / 2 - inset - faceRadius);
  const size = 2 * faceRadius;
  return (
    <g class="pm-face" aria-hidden="true">
      <circle cx={x} cy={box.y - 3} r={faceRadius} />
      {place.face ? (
        <image
          href={place.face}
          x={x - faceRadius}
          y={box.y - 3 - faceRadius}
          width={size}
          height={size}
          preserveAspectRatio="xMidYMid slice"
        />
      ) : (
        <text x={x} y={box.y + 3}>
          {Array.from(place.speaker ?? "")[0]}
        </text>
      )}
    </g>
  );
}

interface DotProps {
  dot: GraphDot;
  at: { x: number; y: number };
  on: boolean;
  label: string;
}

/** Draw the dot of a choice: its shape and color say how strong the reply is. */
function Dot({ dot, at, on, label }: DotProps) {
  const shape = dot.strength ? `pm-shape pm-${dot.strength}` : "";
  return (
    <g class={`pm-dot${dot.to ? "" : " pm-loose"}${on ? " pm-on" : ""} ${shape}`} data-dot={dot.key}>
      <title>{label}</title>
      <circle class="pm-hit" cx={at.x} cy={at.y} r="12" />
      {dot.strength ? (
        <path transform={`translate(${at.x} ${at.y}) scale(0.8)`} d={strengthShapes[dot.strength]} />
      ) : (
        <circle cx={at.x} cy={at.y} r="5" />
      )}
    </g>
  );
}
