// The answer fields for the questions at the end of a scenario. They use the same fields as the reflection page, but
// only local storage: this bundle has no way to send anything.

import { render } from "preact";
import type { DebriefPromptsData } from "../ui/debrief-prompts-data";
import { sayAgain } from "../ui/notices";
import { RichText } from "../ui/text";
import { createTranslate } from "../ui/words";
import { type AnswerContext, type AnswerKey, withRemovedQuestions } from "./answer-context";
import { AnswerField } from "./answer-field";
import { AnswerActions } from "./download-answers";
import { LocalAnswers } from "./local-answers";

/** Show the answer fields. */
export function mountDebriefPrompts(root: Element, data: DebriefPromptsData): void {
  const answers = new LocalAnswers(data.storage);
  let announcement = "";
  const draw = () => render(<DebriefPrompts context={context} data={data} announcement={announcement} />, root);
  const changed = () => {
    draw();
    data.changed();
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
      announcement = sayAgain(words, announcement);
      draw();
    },
  };
  answers.onOtherTab(draw);
  draw();
}

/** Show questions and answer fields. */
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
        {t(answers.persists ? "prompts_who" : "prompts_who_gone")} {t("leave_out")}
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
      <div class="ps-monitoring-notice ps-small ps-unprinted">
        <RichText html={data.monitoring_notice} lang={null} />
        <RichText html={data.support} lang={null} />
      </div>
      <AnswerActions
        context={context}
        title={data.title}
        questions={questions}
        printing={false}
        onCleared={data.changed}
      />
      <div class="ps-heard" role="status">
        {announcement}
      </div>
    </>
  );
}
