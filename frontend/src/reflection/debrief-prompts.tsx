// The questions at the end of a scenario, to write about for oneself: the same box, nudge and file as on a reflection page, in the
// browser alone. Nothing in this bundle can send anything: it is given no way to.

import { render } from "preact";
import { createTranslate } from "../ui/words";
import { AnswerField, RichText } from "./answer-field";
import { withRemovedQuestions, type AnswerKey, type AnswerContext, type Question } from "./answer-context";
import { LocalAnswers } from "./local-answers";
import { AnswerActions } from "./download-answers";

export interface DebriefPromptsData {
  words: Record<string, unknown>;
  shell: HTMLElement;
  questions: Question[];
  title: string;
  lang: string | null;
  /** Where this browser keeps it, and what the ids on the page begin with. */
  storageKey: string;
  prefix: string;
  /** Where incidents go and whom to turn to, cleaned by the server. */
  standing: string;
  support: string;
  /** Something was written or cleared. */
  onChange(): void;
}

export function mountDebriefPrompts(root: Element, data: DebriefPromptsData): void {
  const answers = new LocalAnswers(data.storageKey);
  let announcement = "";
  const draw = () => render(<DebriefPrompts context={context} data={data} announcement={announcement} />, root);
  const changed = () => {
    draw();
    data.onChange();
  };
  const context: AnswerContext = {
    t: createTranslate<AnswerKey>(data.words),
    answers,
    shell: data.shell,
    pageLang: document.documentElement.lang,
    lang: data.lang,
    maxLength: Infinity,
    id: (name) => `${data.prefix}-${name}`,
    answerText: (id) => answers.answerAt(id).words ?? "",
    setAnswerText: (id, words) => {
      const asked = data.questions.find((question) => question.id === id)?.plain;
      answers.setAnswer(id, { words, ...(asked ? { asked } : {}) });
      changed();
    },
    render: changed,
    announce: (words) => {
      announcement = words;
      draw();
    },
  };
  answers.onOtherTab(draw);
  draw();
}

function DebriefPrompts({
  context,
  data,
  announcement,
}: {
  context: AnswerContext;
  data: DebriefPromptsData;
  announcement: string;
}) {
  const { t, answers, id, lang } = context;
  const questions = withRemovedQuestions(answers, data.questions);
  return (
    <>
      <p class="ps-small ps-unprinted" id={id("promise")}>
        {t(answers.persists ? "asks_who" : "asks_who_gone")} {t("leave_out")}
      </p>
      <ol class="ps-questions">
        {questions.map((question, index) => (
          <li key={question.id}>
            {index >= data.questions.length && <p class="ps-small">{t("no_longer_asked")}</p>}
            <RichText html={question.words} lang={lang} id={id(`question-${question.id}`)} />
            <AnswerField context={context} question={question} describedBy={id("promise")} />
          </li>
        ))}
      </ol>
      <div class="ps-standing ps-small ps-unprinted">
        <RichText html={data.standing} lang={null} />
        <RichText html={data.support} lang={null} />
      </div>
      <AnswerActions
        context={context}
        title={data.title}
        questions={questions}
        printing={false}
        onCleared={data.onChange}
      />
      <div class="ps-heard" role="status">
        {announcement}
      </div>
    </>
  );
}
