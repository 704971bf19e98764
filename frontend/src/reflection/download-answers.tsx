// Downloads, prints and deletes the learner's own answers.

import { useState } from "preact/hooks";
import type { Question } from "../contracts/reflection";
import { ConfirmButton } from "../ui/confirm-button";
import { printElement } from "../ui/print";
import type { AnswerContext } from "./answer-context";
import { focusById } from "./answer-context";

/** Return questions and answers as plain text. */
function answersAsText(context: AnswerContext, title: string, questions: Question[]): string {
  const answers = questions.map(
    (question) => `${question.plain}\n\n${context.answerText(question.id).trim() || context.t("nothing_written")}`,
  );
  return `${[title, ...answers].join("\n\n----\n\n")}\n`;
}

/** Download the answers as a text file. */
function download(context: AnswerContext, title: string, questions: Question[]): void {
  // The byte order mark tells older editors that this is UTF-8.
  const file = new Blob(["\ufeff", answersAsText(context, title, questions).replace(/\n/g, "\r\n")], {
    type: "text/plain;charset=utf-8",
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${context.t("file_name")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface AnswerActionsProps {
  context: AnswerContext;
  title: string;
  questions: Question[];
  printing?: boolean;
  onCleared?: () => void;
}

/** Show the buttons for downloading, printing and deleting. */
export function AnswerActions({ context, title, questions, printing = true, onCleared }: AnswerActionsProps) {
  const { t, answers } = context;
  const [confirming, setConfirming] = useState(false);
  const written = questions.some((question) => context.answerText(question.id).trim());
  const clear = () => {
    answers.clear();
    setConfirming(false);
    onCleared?.();
    context.render();
    context.announce(t("cleared"));
    focusById(context, "take-away");
  };
  return (
    <div class="ps-answer-actions ps-unprinted" id={context.id("take-away")} tabIndex={-1}>
      {written && (
        <p class="ps-row">
          <button type="button" class="ps-button ps-plain" onClick={() => download(context, title, questions)}>
            {t("download")}
          </button>
          {printing && (
            <button type="button" class="ps-button ps-plain" onClick={() => printElement(context.shell)}>
              {t("print_mine")}
            </button>
          )}
        </p>
      )}
      {answers.hasContent && (
        <ConfirmButton
          context={context}
          name="clear"
          ask={t("clear")}
          sure={t("clear_sure")}
          yes={t("clear_now")}
          no={t("clear_not")}
          confirming={confirming}
          setConfirming={setConfirming}
          onYes={clear}
        />
      )}
    </div>
  );
}
