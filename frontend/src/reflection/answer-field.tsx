// The field for one answer.

import { useEffect, useState } from "preact/hooks";
import type { Question } from "../contracts/reflection";
import { afterClick, watchPointer } from "../ui/after-click";
import { RichText } from "../ui/text";
import type { AnswerContext } from "./answer-context";
import { focusById, openFindings } from "./answer-context";

/** The number of remaining characters is shown below this value. */
const showRemainingBelow = 300;

/** Show hint, text area, length and identifier warning for one question. */
export function AnswerField({
  context,
  question,
  describedBy,
}: {
  context: AnswerContext;
  question: Question;
  describedBy: string;
}) {
  const { t, lang, maxLength } = context;
  const { id } = question;
  const words = context.answerText(id);
  const [left, setLeft] = useState(words !== "");
  useEffect(watchPointer, []);
  const findings = left ? openFindings(context, id) : [];
  const remaining = maxLength - words.length;
  const own = (name: string) => context.id(`${name}-${id}`);
  const described = [describedBy, remaining < 0 && own("room"), findings.length > 0 && own("nudge")]
    .filter(Boolean)
    .join(" ");
  return (
    <>
      {question.hint && (
        <details class="ps-more ps-unprinted">
          <summary>{t("hint")}</summary>
          <RichText html={question.hint} lang={lang} />
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
        aria-invalid={remaining < 0 || undefined}
        onInput={(event) => {
          setLeft(false);
          context.setAnswerText(id, event.currentTarget.value);
        }}
        // Later, since the warning moves what is below, and that may just be tapped.
        onBlur={() => afterClick(() => setLeft(true))}
      />
      {/* In print a text area cuts off its text; this paragraph shows all of it. */}
      <p class="ps-on-paper ps-private" dir="auto">
        {words}
      </p>
      {remaining < showRemainingBelow && (
        <p class="ps-small" id={own("room")}>
          {remaining < 0 ? t("too_long", { count: -remaining }) : t("letters_left", { count: remaining })}
        </p>
      )}
      <IdentifierWarning context={context} id={id} findings={findings} />
    </>
  );
}

/** Warn about text that might identify somebody. */
function IdentifierWarning({
  context,
  id,
  findings,
}: {
  context: AnswerContext;
  id: string;
  findings: ReturnType<typeof openFindings>;
}) {
  const { t, answers } = context;
  const box = `words-${id}`;
  const change = () => {
    const first = findings[0];
    const area = document.getElementById(context.id(box));
    if (!first || !(area instanceof HTMLTextAreaElement)) return;
    area.focus();
    area.setSelectionRange(first.at, first.at + first.text.length);
    context.announce(t("nudge_selected"));
  };
  const allow = () => {
    answers.setAnswer(id, {
      allowed: [...(answers.answerAt(id).allowed ?? []), ...findings.map((finding) => finding.text)],
    });
    context.render();
    focusById(context, box);
  };
  // The element is always present: a live region that is added together with its text is often not read out.
  return (
    <div class="ps-identifier-warning ps-unprinted" role="status">
      {findings.length > 0 && (
        <div id={context.id(`nudge-${id}`)}>
          <p>
            <b>{t("nudge")}</b>{" "}
            {findings.map((finding) => (
              <q key={finding.text} dir="auto">
                {finding.text}
              </q>
            ))}
          </p>
          <p class="ps-row">
            <button type="button" class="ps-button ps-quiet" onClick={change}>
              {t("nudge_change")}
            </button>
            <button type="button" class="ps-button ps-quiet" onClick={allow}>
              {t("nudge_allow")}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}
