// The questions at the end of a scenario, to write about for oneself: the same box, nudge and file as on a reflection page, in the
// browser alone. Nothing in this bundle can send anything: it is given no way to.

import { render } from "preact";
import { speaker } from "../ui/words";
import { Box, Rich } from "./answer-field";
import { withLeft, type AskKey, type Desk, type Question } from "./answer-context";
import { Notes } from "./local-answers";
import { TakeAway } from "./download-answers";

export interface Given {
  words: Record<string, unknown>;
  shell: HTMLElement;
  questions: Question[];
  title: string;
  lang: string | null;
  /** Where this browser keeps it, and what the ids on the page begin with. */
  storage: string;
  prefix: string;
  /** Where incidents go and whom to turn to, cleaned by the server. */
  standing: string;
  support: string;
  /** Something was written or cleared. */
  changed(): void;
}

export function showAsks(root: Element, given: Given): void {
  const notes = new Notes(given.storage);
  let news = "";
  const draw = () => render(<Asks desk={desk} given={given} news={news} />, root);
  const changed = () => {
    draw();
    given.changed();
  };
  const desk: Desk = {
    say: speaker<AskKey>(given.words),
    notes,
    shell: given.shell,
    pageLang: document.documentElement.lang,
    lang: given.lang,
    most: Infinity,
    id: (name) => `${given.prefix}-${name}`,
    words: (id) => notes.at(id).words ?? "",
    write: (id, words) => {
      const asked = given.questions.find((question) => question.id === id)?.plain;
      notes.note(id, { words, ...(asked ? { asked } : {}) });
      changed();
    },
    draw: changed,
    tell: (words) => {
      news = words;
      draw();
    },
  };
  notes.onOthers(draw);
  draw();
}

function Asks({ desk, given, news }: { desk: Desk; given: Given; news: string }) {
  const { say, notes, id, lang } = desk;
  const questions = withLeft(notes, given.questions);
  return (
    <>
      <p class="ps-small ps-unprinted" id={id("promise")}>
        {say(notes.works ? "asks_who" : "asks_who_gone")}{" "}{say("leave_out")}
      </p>
      <ol class="ps-questions">
        {questions.map((question, index) => (
          <li key={question.id}>
            {index >= given.questions.length && <p class="ps-small">{say("no_longer_asked")}</p>}
            <Rich html={question.words} lang={lang} id={id(`question-${question.id}`)} />
            <Box desk={desk} question={question} describedBy={id("promise")} />
          </li>
        ))}
      </ol>
      <div class="ps-standing ps-small ps-unprinted">
        <Rich html={given.standing} lang={null} />
        <Rich html={given.support} lang={null} />
      </div>
      <TakeAway desk={desk} title={given.title} questions={questions} printing={false} onCleared={given.changed} />
      <div class="ps-heard" role="status">{news}</div>
    </>
  );
}
