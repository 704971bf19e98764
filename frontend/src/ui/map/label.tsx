// One row of text on the map. It is as wide as its box allows, whatever font the browser has.

import { Component, createRef } from "preact";

interface LabelProps {
  text: string;
  /** Width that the text may take, in map units. */
  room: number;
  x: number;
  y: number;
  kind?: string;
}

/** A row of text that is cut with an ellipsis where it would leave its box. */
export class Label extends Component<LabelProps> {
  private readonly element = createRef<SVGTextElement>();

  /** Cut the text once it is in the page, and again when the page's fonts and styles are there. */
  override componentDidMount() {
    this.fit();
    if (document.readyState !== "complete") window.addEventListener("load", () => this.fit(), { once: true });
    if (document.fonts?.status === "loading") void document.fonts.ready.then(() => this.fit());
  }

  /** Cut it again when anything has changed. */
  override componentDidUpdate() {
    this.fit();
  }

  /** Draw the whole text. */
  override render() {
    const { text, x, y, kind } = this.props;
    return (
      <text ref={this.element} x={x} y={y} class={kind}>
        {text}
      </text>
    );
  }

  /** Cut the text in the page. Preact's own text node stays, with other data. */
  private fit() {
    const node = this.element.current?.firstChild as Text | null | undefined;
    if (!node || !this.props.text) return;
    const fitting = fittingText(this.props.text, this.props.room, measureIn(this.element.current!));
    if (node.data !== fitting) node.data = fitting;
  }
}

/** Return a text, or as much of its beginning as fits with an ellipsis. */
export function fittingText(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  const characters = Array.from(text);
  const cut = (count: number) =>
    `${characters
      .slice(0, count)
      .join("")
      .replace(/[\s.,;:…]+$/, "")}…`;
  let [fits, tooMany] = [0, characters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (widthOf(cut(middle)) <= room) fits = middle;
    else tooMany = middle;
  }
  return cut(fits);
}

let canvas: CanvasRenderingContext2D | null | undefined;

/**
 * Return a function that measures texts in an element's font. A canvas measures them without laying out the page, also
 * while the map is not shown. Without a canvas and outside a page every text fits.
 */
function measureIn(element: SVGTextElement): (text: string) => number {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (canvas === undefined) canvas = document.createElement("canvas").getContext("2d");
  if (!canvas || !fontSize) return () => 0;
  const measuring = canvas;
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return (text) => {
    measuring.font = font;
    return measuring.measureText(text).width;
  };
}
