// One question and the box to write in.

import { useState } from "preact/hooks";
import type { Desk, Question } from "./answer-context";
import { focus, open } from "./answer-context";

export function Rich({ html, lang, id, class: more = "" }: { html: string; lang: string | null; id?: string; class?: string }) {
  const language = lang ? { lang, dir: "auto" as const } : {};
  return <div class={`ps-rich ${more}`} id={id} {...language} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Near the end of what can be kept, how much is left. */
const nearEnd = 300;

export function Box({ desk, question, describedBy }: { desk: Desk; question: Question; describedBy: string }) {
  const { say, lang, most } = desk;
  const { id } = question;
  const words = desk.words(id);
  const [left, setLeft] = useState(words !== "");
  const findings = left ? open(desk, id) : [];
  const room = most - words.length;
  const own = (name: string) => desk.id(`${name}-${id}`);
  const described = [describedBy, room < 0 && own("room"), findings.length > 0 && own("nudge")].filter(Boolean).join(" ");
  return (
    <>
      {question.hint && (
        <details class="ps-more ps-unprinted">
          <summary>{say("hint")}</summary>
          <Rich html={question.hint} lang={lang} />
        </details>
      )}
      <textarea
        id={own("words")}
        class="ps-private"
        rows={4}
        dir="auto"
        spellcheck
        value={words}
        aria-labelledby={own("question")}
        aria-describedby={described}
        aria-invalid={room < 0 || undefined}
        onInput={(event) => {
          setLeft(false);
          desk.write(id, event.currentTarget.value);
        }}
        onBlur={() => setLeft(true)}
      />
      {/* A box scrolls and cuts its words off on paper; there they stand as text. */}
      <p class="ps-on-paper ps-private" dir="auto">{words}</p>
      {room < nearEnd && (
        <p class="ps-small" id={own("room")}>
          {room < 0 ? say("too_long", { count: -room }) : say("letters_left", { count: room })}
        </p>
      )}
      <Nudge desk={desk} id={id} findings={findings} />
    </>
  );
}

function Nudge({ desk, id, findings }: { desk: Desk; id: string; findings: ReturnType<typeof open> }) {
  const { say, notes } = desk;
  const box = `words-${id}`;
  const change = () => {
    const first = findings[0];
    const area = document.getElementById(desk.id(box));
    if (!first || !(area instanceof HTMLTextAreaElement)) return;
    area.focus();
    area.setSelectionRange(first.at, first.at + first.text.length);
    desk.tell(say("nudge_selected"));
  };
  const allow = () => {
    notes.note(id, { allowed: [...(notes.at(id).allowed ?? []), ...findings.map((finding) => finding.text)] });
    desk.draw();
    focus(desk, box);
  };
  // Stands there before it has anything to say: a live region that comes together with its words is often not read.
  return (
    <div class="ps-nudge ps-unprinted" role="status">
      {findings.length > 0 && (
        <div id={desk.id(`nudge-${id}`)}>
          <p><b>{say("nudge")}</b>{" "}{findings.map((finding) => <q key={finding.text} dir="auto">{finding.text}</q>)}</p>
          <p class="ps-row">
            <button type="button" class="ps-button ps-quiet" onClick={change}>{say("nudge_change")}</button>
            <button type="button" class="ps-button ps-quiet" onClick={allow}>{say("nudge_allow")}</button>
          </p>
        </div>
      )}
    </div>
  );
}
