import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { formatCondition, parseCondition } from "../../src/editor/forms/conditions";
import { parsePastedHtml, parsePlainText, renderPieces, readPieces as seen } from "../../src/editor/rich-text/rich-dom";
import {
  isSafeLink,
  parseMarkup,
  plainText,
  type TextPiece,
  wordCount,
  writeMarkup,
} from "../../src/editor/text/markup";
import { openWindow, read, root } from "../helpers";

beforeEach(() => {
  openWindow();
  const { DOMParser } = window;
  Object.assign(globalThis, { DOMParser });
});

const holders =
  "setting|before|you-need|they-want|body-cue|content-note|support|source|hint|do|say|effect|why|instead|later|ask|cue|line|reply|person|their-view|note|wait|audio|video";
const files = readdirSync(new URL("scenarios/", root)).filter((name) => name.endsWith(".xml"));
const textsOf = (file: string) =>
  Array.from(
    read(`scenarios/${file}`).matchAll(new RegExp(`<(${holders})(?: [^>]*[^/])?>([^]*?)</\\1>`, "g")),
    ([, , text = ""]) => text,
  );

const box = (): HTMLElement => {
  const made = document.createElement("div");
  document.body.append(made);
  return made;
};
const through = (text: string): string => {
  const made = box();
  renderPieces(made, parseMarkup(text));
  return writeMarkup(seen(made));
};

test("every text of the shipped scenarios is unchanged after a field has read and written it", () => {
  let count = 0;
  for (const file of files) {
    for (const text of textsOf(file)) {
      const same = writeMarkup(parseMarkup(text));
      assert.equal(through(text), same, `${file}: ${text}`);
      // In the file a space may be between two marks; the canonical text has it inside the first.
      if (!/\n| {2}|> </.test(text)) assert.equal(same, text.replace(/xml:lang=/g, "lang="), `${file}: ${text}`);
      count += 1;
    }
  }
  assert.ok(count > 1000, `only ${count} texts were found`);
});

/** The same numbers at every run. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    yield state / 4294967296;
  }
}

test("marks in any order, also unknown ones, are unchanged after a field has read and written them", () => {
  const random = chance(7);
  const next = (below: number) => Math.floor(random.next().value * below);
  const tags = ["p", "ul", "ol", "li", "em", "strong", "b", "i", "q", "span", "abbr", "a", "u", "font"];
  const attrs: Record<string, Record<string, string>> = {
    span: { lang: "ar", dir: "rtl" },
    abbr: { title: 'a "b" & <c>' },
    a: { href: "https://example.org/?a=1&b='2'" },
    font: { color: "red", onclick: "x()" },
  };
  const words = ["so", " and ", "a & b", "x < y", "\u00a0?", "é", "“no”", "عربي", ";", "]]>"];
  const some = (depth: number): TextPiece[] =>
    Array.from({ length: 1 + next(3) }, (): TextPiece => {
      if (!depth || next(2)) return words[next(words.length)]!;
      const tag = tags[next(tags.length)]!;
      return next(6) ? { tag, attrs: attrs[tag] ?? {}, inside: some(depth - 1) } : { tag: "br", attrs: {}, inside: [] };
    });
  for (let turn = 0; turn < 400; turn++) {
    const text = writeMarkup(some(3));
    assert.equal(writeMarkup(parseMarkup(text)), text);
    assert.equal(through(text), text);
  }
});

test("pasted text of a word processor becomes paragraphs, lists and marks of the notation", () => {
  const html = `<html><head><style>p{color:red}</style></head><body><!--StartFragment-->
    <p class="MsoNormal" style="margin:0"><b>Bold</b> and <span style="font-style:italic">leaning</span>&nbsp;here<o:p></o:p></p>
    <p class="MsoListParagraph" style="mso-list:l0 level1"><span style="mso-list:Ignore">·<span>&nbsp;</span></span>first</p>
    <p class="MsoListParagraph" style="mso-list:l0 level1"><span style="mso-list:Ignore">·</span>second</p>
    <p><a href="javascript:x()">bad</a>, <a href="https://example.org/" onclick="y()">good</a><script>z()</script><img src="x"></p></body></html>`;
  assert.equal(
    writeMarkup(parsePastedHtml(html, isSafeLink)),
    '<p><strong>Bold</strong> and <em>leaning</em> here</p><ul><li>first</li><li>second</li></ul><p>bad, <a href="https://example.org/">good</a></p>',
  );
  assert.equal(
    writeMarkup(parsePastedHtml('<b style="font-weight:normal"><span>just</span> words</b>', isSafeLink)),
    "just words",
  );
  assert.equal(
    writeMarkup(parsePastedHtml("<p>Vraiment\u00a0? Oui,\u00a0oui.</p>", isSafeLink)),
    "Vraiment\u00a0? Oui, oui.",
  );
});

test("a table pasted from a word processor keeps its cells apart, row by row", () => {
  const cell = (text: string) => `<td width=120 style='border:solid'><p class="MsoNormal">${text}<o:p></o:p></p></td>`;
  const html = `<html><body><!--StartFragment--><table class="MsoTableGrid"><tbody>
    <tr>${cell("<b>Who</b>")}${cell("What")}</tr><tr>${cell("Marcus")}${cell("No.")}${cell("&nbsp;")}</tr>
    <tr><td>bare</td><td>cells<p>of two</p>lines</td></tr><tr><th>Only one</th></tr>
    <tr><td>List</td><td><ul><li>a</li><li>b</li></ul></td></tr></tbody></table><p>After.</p></body></html>`;
  assert.equal(
    writeMarkup(parsePastedHtml(html, isSafeLink)),
    "<p><strong>Who</strong> | What</p><p>Marcus | No.</p><p>bare | cells<br/>of two<br/>lines</p><p>Only one</p>" +
      "<p>List</p><ul><li>a</li><li>b</li></ul><p>After.</p>",
  );
});

test("pasted plain text becomes paragraphs at empty lines", () => {
  assert.equal(writeMarkup(parsePlainText("one\r\ntwo")), "one<br/>two");
  assert.equal(writeMarkup(parsePlainText("one\n\ntwo <b>\n")), "<p>one</p><p>two &lt;b&gt;</p>");
});

test("words are counted without marks", () => {
  assert.equal(plainText("<p>One</p><p>two <em>three</em></p>"), "One two three");
  assert.equal(wordCount("<p>One</p><p>two <em>three</em></p>"), 3);
  assert.equal(wordCount(""), 0);
});

test("a single space between marks is stored where formatting tools keep it", () => {
  assert.equal(writeMarkup(parseMarkup("<em>a</em> <strong>b</strong>")), "<em>a </em><strong>b</strong>");
  assert.equal(writeMarkup(parseMarkup(" <p> a </p> \n <p>b  <em> c</em></p> ")), "<p>a</p><p>b <em> c</em></p>");
});

test("links may have web, mail, phone and course file addresses only", () => {
  for (const good of ["https://a.example", "HTTP://a", "mailto:a@b", "tel:1", "/static/a.pdf"])
    assert.ok(isSafeLink(good), good);
  for (const bad of ["javascript:x", "//host", "/\\host", "/\t/host", "data:text/html,x", "a.html", ""])
    assert.ok(!isSafeLink(bad), bad);
});

test("an unreadable condition differs from an empty one", () => {
  assert.deepEqual(parseCondition("  "), []);
  assert.equal(parseCondition("tension at least seven"), null);
  assert.equal(parseCondition("tension at least 7 or chose a"), null);
  assert.equal(
    formatCondition(parseCondition("tension  at least 7 and not chose a")!),
    "tension at least 7 and not chose a",
  );
});
