// One's own words as a file and on paper, and out of this browser.

import { useState } from "preact/hooks";
import { printOnly } from "../ui/print";
import type { Desk, Question } from "./answer-context";
import { focus } from "./answer-context";

/** On paper one's own words are left out, unless one asks for them. */
export const withPrivate = "ps-print-private";

export function asText(desk: Desk, title: string, questions: Question[]): string {
  const answers = questions.map((question) => `${question.plain}\n\n${desk.words(question.id).trim() || desk.say("nothing_written")}`);
  return [title, ...answers].join("\n\n----\n\n") + "\n";
}

function download(desk: Desk, title: string, questions: Question[]): void {
  // The mark at the beginning tells older editors that this is UTF-8.
  const file = new Blob(["\ufeff", asText(desk, title, questions).replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${desk.say("file_name")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function printMine(desk: Desk): void {
  const { shell } = desk;
  const had = shell.classList.contains(withPrivate);
  shell.classList.add(withPrivate);
  window.addEventListener("afterprint", () => shell.classList.toggle(withPrivate, had), { once: true });
  printOnly(shell);
}

interface Props { desk: Desk; title: string; questions: Question[]; printing?: boolean; onCleared?: () => void }

export function TakeAway({ desk, title, questions, printing = true, onCleared }: Props) {
  const { say, notes } = desk;
  const [asking, setAsking] = useState(false);
  const written = questions.some((question) => desk.words(question.id).trim());
  const clear = () => {
    notes.erase();
    setAsking(false);
    onCleared?.();
    desk.draw();
    desk.tell(say("cleared"));
    focus(desk, "take-away");
  };
  return (
    <div class="ps-take-away ps-unprinted" id={desk.id("take-away")} tabIndex={-1}>
      {written && (
        <p class="ps-row">
          <button type="button" class="ps-button ps-plain" onClick={() => download(desk, title, questions)}>{say("download")}</button>
          {printing && <button type="button" class="ps-button ps-plain" onClick={() => printMine(desk)}>{say("print_mine")}</button>}
        </p>
      )}
      {notes.any && (
        <Sure
          desk={desk} name="clear" ask={say("clear")} sure={say("clear_sure")} yes={say("clear_now")} no={say("clear_not")}
          asking={asking} setAsking={setAsking} onYes={clear}
        />
      )}
    </div>
  );
}

interface SureProps {
  desk: Desk; name: string; ask: string; sure: string; yes: string; no: string;
  asking: boolean; setAsking: (asking: boolean) => void; onYes: () => void;
  more?: preact.ComponentChildren; kind?: "quiet" | "plain";
}

/** A button that asks again before it does what it says. Focus goes along, and back. */
export function Sure({ desk, name, ask, sure, yes, no, asking, setAsking, onYes, more, kind = "quiet" }: SureProps) {
  const go = (to: boolean) => {
    setAsking(to);
    // After the page has been drawn with it, before the next key.
    queueMicrotask(() => focus(desk, to ? `${name}-sure` : `${name}-ask`));
  };
  if (!asking) {
    return <p><button type="button" class={`ps-button ps-${kind}`} id={desk.id(`${name}-ask`)} onClick={() => go(true)}>{ask}</button></p>;
  }
  return (
    <div class="ps-sure" role="group" aria-labelledby={desk.id(`${name}-sure`)}>
      <p id={desk.id(`${name}-sure`)} tabIndex={-1}>{sure}</p>
      {more}
      <p class="ps-row">
        <button type="button" class="ps-button" onClick={onYes}>{yes}</button>
        <button type="button" class="ps-button ps-plain" onClick={() => go(false)}>{no}</button>
      </p>
    </div>
  );
}
