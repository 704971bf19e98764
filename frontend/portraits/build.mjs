// Draws the portrait set: twelve people, eight moods each, as small flat SVGs.
//
//   node frontend/portraits/build.mjs            write static/public/portraits/*.svg
//   node frontend/portraits/build.mjs --check    say whether the files are up to date
//
// Everything is plain numbers, so the same input always gives the same files.
// A person is drawn on 88 by 88; a face is centred on x = 44. The picture shows
// the middle of it, a circle of 36 around (44, 43), so that the face fills it.
// "Inner" is the side of an eye or brow nearest the nose. y grows downwards, so
// a negative number lifts. No fonts.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { moods } from "./moods.mjs";
import { people } from "./people.mjs";

const out = join(dirname(fileURLToPath(import.meta.url)), "../../static/public/portraits");
const MAX_BYTES = 2850;
const PEN = 1.2; // the usual width of a line, said once at the top of each file
const RIM = { x: 44, y: 43, r: 36 }; // what is shown

// ---------------------------------------------------------------- numbers, colours, paths

/** One decimal is a twentieth of a screen pixel at the size used: enough. */
const n = (v, places = 1) =>
  String(Math.round(v * 10 ** places) / 10 ** places)
    .replace(/^-0$/, "0")
    .replace(/^(-?)0\./, "$1.");
/** Template tag for paths: puts numbers in as they are; `small` rounds them. */
const d = (parts, ...values) => parts.reduce((a, p, i) => a + (values[i - 1] ?? "") + p);

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const mix = (a, b, t) => {
  const [p, q] = [rgb(a), rgb(b)];
  return (
    "#" +
    p
      .map((v, i) =>
        Math.round(v + (q[i] - v) * t)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")
  );
};

/** The same path in relative commands and few characters (absolute M L H V C Q A z only). */
function small(path, places = 1) {
  const size = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, z: 0 };
  let [x, y, x0, y0, last, text] = [0, 0, 0, 0, "", ""];
  const round = (v) => Math.round(v * 10 ** places) / 10 ** places;
  let pull = []; // how the last curve arrived, to continue it without saying so
  for (const [, letter, rest] of path.matchAll(/([MLHVCQAz])([^MLHVCQAz]*)/g)) {
    const all = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    for (let i = 0; i === 0 || i < all.length; i += size[letter] || 1) {
      const a = all.slice(i, i + size[letter]);
      let args = [];
      let word = letter.toLowerCase();
      if (letter === "z") [x, y] = [x0, y0];
      else if (letter === "H") {
        args = [round(a[0] - x)];
        x += args[0];
      } else if (letter === "V") {
        args = [round(a[0] - y)];
        y += args[0];
      } else if (letter === "L" && (round(a[0] - x) === 0 || round(a[1] - y) === 0)) {
        const across = round(a[1] - y) === 0;
        args = [across ? round(a[0] - x) : round(a[1] - y)];
        if (across) x += args[0];
        else y += args[0];
        word = across ? "h" : "v";
      } else {
        const keep = letter === "A" ? a.slice(0, 5) : [];
        args = [...keep, ...a.slice(keep.length).map((v, k) => round(v - (k % 2 ? y : x)))];
        x += args.at(-2);
        y += args.at(-1);
        const smooth = { c: "s", q: "t" }[word];
        const came = pull[0] === word && Math.hypot(args[0] - pull[1], args[1] - pull[2]) < 0.16;
        if (smooth) pull = [word, args.at(-2) - args.at(-4), args.at(-1) - args.at(-3)];
        if (smooth && came) {
          args = args.slice(2);
          word = smooth;
        }
      }
      if (!"csqt".includes(word)) pull = [];
      if (letter === "M") [x0, y0] = [x, y];
      // After a move a bare pair would mean "line to", so only others may drop the letter.
      let bare = word === last && word !== "m" && word !== "z";
      if (!bare) text += word;
      for (const v of args) {
        const t = n(v, places);
        text += (bare && !t.startsWith("-") && !(t.startsWith(".") && /\.\d*$/.test(text)) ? " " : "") + t;
        bare = true;
      }
      last = word;
    }
  }
  return text;
}

const fill = (colour, path, places) => `<path fill="${colour}" d="${small(path, places)}"/>`;
const line = (colour, width, path) =>
  `<path stroke="${colour}"${width === PEN ? "" : ` stroke-width="${n(width)}"`} d="${small(path)}"/>`;
/** Round dots of one colour and size, as one path: [[x, y], ...]. */
const dots = (colour, r, at) => line(colour, 2 * r, at.map(([x, y]) => `M${x} ${y}H${x}`).join(""));

/** Distance from the middle to the rim at height y. */
const rimX = (y) => Math.sqrt(44 * 44 - (y - 44) ** 2);

// ---------------------------------------------------------------- parts of a person

/** Skin-dependent colours, from one base colour. */
function tones(person) {
  const { skin } = person;
  const deep = rgb(skin)[0] < 151;
  return {
    skin,
    shade: mix(skin, "#4a1f16", deep ? 0.26 : 0.17),
    lid: mix(skin, "#4a1f16", deep ? 0.2 : 0.12),
    line: mix(skin, "#24100c", deep ? 0.62 : 0.5),
    fold: mix(skin, "#3a1812", deep ? 0.42 : 0.3),
    lip: person.lip ?? mix(skin, deep ? "#b5615a" : "#a83c3c", deep ? 0.42 : 0.3),
    white: mix("#f7f3ec", skin, deep ? 0.14 : 0.08),
    ink: "#21181a",
  };
}

/** Shoulders and chest with a neckline; the lower edge follows the rim. */
function bust(colour, { y = 76, top = 66.5, neck = 8.6, dip = 73, slope = 4 }) {
  const x = rimX(y);
  return fill(
    colour,
    d`M${44 - x} ${y}C${47.5 - x} ${y - slope} ${44 - neck - 7} ${top + 3.4} ${44 - neck} ${top}Q44 ${2 * dip - top} ${44 + neck} ${top}C${44 + neck + 7} ${top + 3.4} ${40.5 + x} ${y - slope} ${44 + x} ${y}A44 44 0 0 1 ${44 - x} ${y}`,
  );
}

function skull({ w = 15.6, cheek = 15.2, jaw = 12.8, jawY = 53, chin = 6.5, chinY = 62.5, top = 19 }) {
  return d`M44 ${top}C${44 + w * 0.62} ${top} ${44 + w} ${top + 9} ${44 + w} 37C${44 + w} 43 ${44 + cheek} 47 ${44 + jaw} ${jawY}C${44 + jaw - 1.4} ${jawY + 4.4} ${44 + chin} ${chinY} 44 ${chinY}C${44 - chin} ${chinY} ${44 - jaw + 1.4} ${jawY + 4.4} ${44 - jaw} ${jawY}C${44 - cheek} 47 ${44 - w} 43 ${44 - w} 37C${44 - w} ${top + 9} ${44 - w * 0.62} ${top} 44 ${top}`;
}

/** Both eyes: white, iris cut flat at the lower lid, upper lid over them, lashes. */
function eyes(person, mood, t) {
  const e = {
    gap: 7.3,
    y: 42.4,
    w: 4.1,
    up: 2.6,
    low: 1.5,
    tilt: 0.3,
    r: 2.15,
    iris: "#33211b",
    lash: PEN,
    ...person.eyes,
  };
  const { y } = e;
  // Larger than life by a tenth: eyes and brows say most of a mood, also in a small picture.
  e.w *= 1.1;
  e.up *= 1.14;
  e.low *= 1.1;
  e.r *= 1.06 * mood.iris;
  const at = { white: "", lid: "", lash: "", iris: "" };
  for (const side of [-1, 1]) {
    const x = 44 + side * e.gap + mood.turn * person.side;
    const inner = x - side * e.w;
    const outer = x + side * e.w;
    const yi = y + 0.3;
    const yo = y - e.tilt + mood.eyeOuter;
    const up = y - 2 * e.up * mood.lid;
    const low = y + 2 * e.low * mood.lower;
    const upper = d`M${inner} ${yi}Q${x} ${up} ${outer} ${yo}`;
    at.white += upper + d`Q${x} ${low} ${inner} ${yi}`;
    at.lid += upper + d`L${outer + side} ${yo}Q${x} ${Math.min(y - 2 * e.up - 2.4, up - 2)} ${inner - side} ${yi}`;
    at.lash += upper;
    // The iris is a circle whose foot follows the lower lid.
    const ix = mood.gaze[0] * person.side;
    const iy = y + mood.gaze[1];
    const lid = (u) => Math.min(y + 0.15 + e.low * mood.lower * (1 - (u / e.w) ** 2), iy + e.r - 0.01);
    let half = 1;
    for (let i = 0; i < 9; i += 1) half = Math.sqrt(e.r ** 2 - ((lid(ix - half) + lid(ix + half)) / 2 - iy) ** 2);
    const [l, r] = [lid(ix - half), lid(ix + half)];
    at.iris += d`M${x + ix - half} ${l}A${e.r} ${e.r} 0 ${(l + r) / 2 > iy ? 1 : 0} 1 ${x + ix + half} ${r}Q${x + ix} ${2 * lid(ix) - (l + r) / 2} ${x + ix - half} ${l}`;
  }
  return fill(t.white, at.white) + fill(e.iris, at.iris, 2) + fill(t.lid, at.lid) + line(t.ink, e.lash, at.lash);
}

function brows(person, mood) {
  const b = { y: 35.6, gap: 7.6, w: 4.5, arch: 1.2, thick: 1.9, colour: person.hair, ...person.brows };
  let path = "";
  for (const side of [-1, 1]) {
    const raised = side === person.side ? mood.oneBrow : 0;
    const x = 44 + side * b.gap + mood.turn * person.side - mood.knit * side;
    const inner = b.y + mood.brow[0] + raised;
    const outer = b.y + 0.8 + mood.brow[1] + raised * 0.9;
    path += d`M${x - side * b.w} ${inner}Q${x} ${(inner + outer) / 2 - 2 * b.arch * mood.arch} ${x + side * b.w} ${outer}`;
  }
  return line(b.colour, b.thick * 1.12, path);
}

function nose(person, mood, t) {
  const o = { y: 49.2, w: 2.5, bridge: 41.5, ...person.nose };
  const x = 44 + mood.turn * person.side * 1.25;
  const s = person.side;
  return line(
    t.fold,
    PEN,
    d`M${x - s * 1.3} ${o.bridge + 2.5}Q${x - s * 1.6} ${o.y - 2.4} ${x - s * o.w} ${o.y - 0.8}Q${x - s * (o.w - 0.6)} ${o.y + 0.6} ${x} ${o.y + 0.5}Q${x + s * (o.w - 0.6)} ${o.y + 0.6} ${x + s * o.w} ${o.y - 0.5}`,
  );
}

function mouth(person, mood, t) {
  const m = { y: 54.6, w: 5.3, upper: 1.3, lower: 1.7, ...person.mouth };
  const x = 44 + mood.turn * person.side * 1.1;
  const w = 1.1 * m.w * mood.wide;
  const smirk = mood.smirk * person.side;
  const left = m.y + mood.corner + Math.min(0, smirk) + (smirk < 0 ? 0 : 0.35 * (smirk !== 0));
  const right = m.y + mood.corner - Math.max(0, smirk) + (smirk > 0 ? 0 : 0.35 * (smirk !== 0));
  const mid = m.y + mood.mid;
  const dip = 2 * mid - m.y - mood.corner; // pulls the line of the mouth through its middle
  const gap = mood.part;
  const up = 1.15 * m.upper * mood.press;
  const low = 1.15 * m.lower * mood.press;
  const lips = fill(
    t.lip,
    d`M${x - w} ${left}Q${x - w * 0.5} ${mid - up * 1.5 + (left - m.y) * 0.4} ${x - 1.3} ${mid - up}L${x} ${mid - up + 0.5}L${x + 1.3} ${mid - up}Q${x + w * 0.5} ${mid - up * 1.5 + (right - m.y) * 0.4} ${x + w} ${right}Q${x} ${dip + gap * 2 + low * 2.1} ${x - w} ${left}`,
  );
  const seam = d`M${x - w} ${left}Q${x} ${dip} ${x + w} ${right}`;
  const between = mood.teeth ? "#f6f1ea" : mix(t.line, "#2a0f10", 0.5);
  const open = gap > 0 ? fill(between, seam + d`Q${x} ${dip + gap * 2} ${x - w} ${left}`) : "";
  return { x, y: mid, w, left, right, svg: lips + open + line(mix(t.line, "#3a1010", 0.35), 1.6, seam) };
}

/** Lines of age and tiredness, kept to what is needed. */
function lines(person, mood, t) {
  const a = { folds: 0, under: 0, forehead: 0, ...person.age };
  const x = 44 + mood.turn * person.side;
  let p = "";
  if (a.folds > 0.3 || (a.folds && mood.cheek)) {
    const long = a.folds + mood.cheek;
    for (const s of [-1, 1])
      p += d`M${x + s * 4.8} 49Q${x + s * (6.6 + mood.cheek)} ${50.4} ${x + s * (7 + mood.cheek * 1.4)} ${51.3 + 1.5 * long}`;
  }
  const under = Math.max(a.under, mood.under);
  if (under)
    for (const s of [-1, 1]) p += d`M${x + s * 4.6} ${45.9}Q${x + s * 7} ${46.6 + under} ${x + s * 9.8} ${45.6}`;
  if (a.forehead || mood.worry > 0.5) p += d`M${x - 6} ${30.2}Q${x} ${29.4} ${x + 6} ${30.2}`;
  if (mood.furrow) for (const s of [-1, 1]) p += d`M${x + s * 1.3} ${38.6}L${x + s * 1.1} ${36.4}`;
  return p ? line(t.fold, 1, p) : "";
}

function draw(person, mood) {
  const t = tones(person);
  const w = person.face.w ?? 15.6;
  const x = 44 + mood.turn * person.side;
  const m = mouth(person, mood, t);
  const kit = { d, fill, line, dots, mix, bust, t, m, x, person };
  const part = (name) => person[name]?.(kit) ?? "";

  // The head is drawn a little larger than its numbers, and leans from the neck.
  const size = person.size ?? 1.1;
  const lean = (mood.tilt * person.side * Math.PI) / 180;
  const [a, b] = [size * Math.cos(lean), size * Math.sin(lean)].map((v) => Math.round(v * 1000) / 1000);
  const move = [a, b, -b, a, 44 + mood.shift * person.side - a * 44 + b * 66, 66 - b * 44 - a * 66 + mood.drop].map(
    (v, i) => (i < 4 ? String(v).replace(/^(-?)0\./, "$1.") : n(v)),
  );
  const head = (svg) => (svg ? `<g transform="matrix(${move.join(" ")})">${svg}</g>` : "");

  const ears = person.ears === false ? "" : line(t.shade, 5, d`M${44 - w} 42V45.2M${44 + w} 42V45.2`);
  const k = person.neck ?? 7.4;
  const chinY = person.face.chinY ?? 62.5;
  const neck =
    fill(t.skin, d`M${44 - k} 54V66Q${43 - k} 69 ${40 - k} 71Q44 86 ${48 + k} 71Q${45 + k} 69 ${44 + k} 66V54`) +
    fill(t.shade, d`M${44 - k} 56V63.5Q44 ${chinY + 9.5 + mood.drop} ${44 + k} 63.5V56`);

  // The whole person is nearer or farther; shoulders rise and fall against the head.
  const body = (svg) => (mood.shoulders ? `<g transform="translate(0 ${n(mood.shoulders)})">${svg}</g>` : svg);
  const { near } = mood;
  const [dx, dy] = [44 - 44 * near, 66 - 66 * near].map((v) => n(v));
  const figure =
    head(part("hairBack")) +
    body(part("behind")) +
    neck +
    body(part("clothes")) +
    head(
      ears +
        fill(t.skin, skull(person.face)) +
        part("beard") +
        eyes(person, mood, t) +
        lines(person, mood, t) +
        part("marks") +
        nose(person, mood, t) +
        m.svg +
        part("moustache") +
        part("hairFront") +
        brows(person, mood) +
        part("over"),
    );
  const { x: cx, y: cy, r } = RIM;
  const rim = `<circle cx="${cx}" cy="${cy}" r="${r}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${cx - r} ${cy - r} ${2 * r} ${2 * r}" fill="none" stroke-width="${PEN}" ` +
    `stroke-linecap="round"><clipPath id="a">${rim}/></clipPath><g clip-path="url(#a)">${rim} fill="${person.ground}"/>` +
    (near === 1 ? figure : `<g transform="matrix(${near} 0 0 ${near} ${dx} ${dy})">${figure}</g>`) +
    "</g></svg>\n"
  );
}

// ---------------------------------------------------------------- write

const check = process.argv.includes("--check");
let total = 0;
const wrong = [];
mkdirSync(out, { recursive: true });
for (const [id, person] of Object.entries(people)) {
  for (const [name, mood] of Object.entries(moods)) {
    const file = join(out, `${id}-${name}.svg`);
    const svg = draw(person, mood);
    total += Buffer.byteLength(svg);
    if (Buffer.byteLength(svg) > MAX_BYTES)
      wrong.push(`${id}-${name}.svg is ${Buffer.byteLength(svg)} bytes; the limit is ${MAX_BYTES}`);
    if (!check) writeFileSync(file, svg);
    else if (!existsSync(file) || readFileSync(file, "utf8") !== svg) wrong.push(`${id}-${name}.svg is out of date`);
  }
}
console.log(`${Object.keys(people).length * Object.keys(moods).length} portraits, ${total} bytes`);
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exitCode = 1;
}
