// The state of one reflection component and its requests. Answers leave the browser in two ways only: `finish`, when
// the component keeps answers for the learner, and `share`.

import type { Refusal, Request, SharedList, View } from "../contracts/reflection";
import { createApi } from "../ui/api";
import type { Runtime } from "../ui/handler-request";
import { sayAgain } from "../ui/notices";
import { ownValue } from "../ui/own-value";
import { formatList, formatNumber, type Translate } from "../ui/words";
import { type AnswerContext, focusById, openFindings } from "./answer-context";
import { LocalAnswers } from "./local-answers";
import type { ReflectionKey } from "./words";

interface ControllerParts {
  runtime: Runtime;
  element: unknown;
  t: Translate<ReflectionKey>;
  shell: HTMLElement;
  prefix: string;
  storage: string;
  pageLang: string;
  onRender: (controller: ReflectionController) => void;
}

interface RequestFailure {
  message: string;
  retry: (() => void) | null;
}

/** Controls one reflection component. */
export class ReflectionController implements AnswerContext {
  readonly t: Translate<ReflectionKey>;
  readonly answers: LocalAnswers;
  readonly shell: HTMLElement;
  readonly pageLang: string;
  view: View | null = null;
  sharedAnswers: SharedList["shared"] | null = null;
  busy = false;
  failure: RequestFailure | null = null;
  /** Why "finish" was not sent, as a sentence, and the question concerned. */
  blocked: { words: string; at: string } | null = null;
  announcement = "";
  /** The answers that the learner was warned about; the warning is shown once. */
  private confirmedAnswers = "";
  private readonly sendRequest;

  constructor(private readonly parts: ControllerParts) {
    this.t = parts.t;
    this.shell = parts.shell;
    this.pageLang = parts.pageLang;
    this.answers = new LocalAnswers(parts.storage);
    this.answers.onOtherTab(() => this.render());
    this.sendRequest = createApi<Request, View | SharedList, Refusal>(parts.runtime, parts.element);
  }

  /** Return the language of the questions when it is not the page's. */
  get lang(): string | null {
    return this.view?.lang ?? null;
  }

  /** Return the longest answer that can be kept, in characters. */
  get maxLength(): number {
    return this.view?.keep === "learner" || this.view?.share ? this.view.most_letters : Infinity;
  }

  id = (name: string): string => `${this.parts.prefix}-${name}`;

  render = (): void => this.parts.onRender(this);

  answerText = (id: string): string => this.answers.answerAt(id).words ?? keptText(this.view, id);

  setAnswerText = (id: string, words: string): void => {
    const asked = this.view?.prompts.find((prompt) => prompt.id === id)?.plain;
    this.answers.setAnswer(id, { words, ...(asked ? { asked } : {}) });
    this.blocked = null;
    this.render();
  };

  announce = (announcement: string): void => {
    this.announcement = sayAgain(announcement, this.announcement);
    this.render();
  };

  /** Load the component. */
  load(): void {
    this.send({ handler: "state", body: {} }, () => undefined);
  }

  /** Record participation, unless something is missing, too long or was not confirmed. */
  finish(): void {
    const { view, t, answers } = this;
    if (!view || this.busy) return;
    const number = (chosen: View["prompts"]) =>
      formatList(chosen.map((prompt) => formatNumber(view.prompts.indexOf(prompt) + 1)));
    const sent = view.prompts.filter((prompt) => !answers.answerAt(prompt.id).mine);
    const empty = sent.filter((prompt) => !this.answerText(prompt.id).trim());
    const long =
      view.keep === "learner" ? sent.filter((prompt) => this.answerText(prompt.id).length > this.maxLength) : [];
    const doubtful = view.keep === "learner" ? sent.filter((prompt) => openFindings(this, prompt.id).length > 0) : [];
    const asked = JSON.stringify(doubtful.map((prompt) => this.answerText(prompt.id)));
    const hold = (words: string, where: View["prompts"]) => {
      const at = where[0]?.id ?? "";
      this.blocked = { words: sayAgain(words, this.blocked?.words), at };
      this.render();
      focusById(this, `words-${at}`);
    };
    if (empty.length && !view.took_part)
      return hold(t("finish_empty", { numbers: number(empty), mine: t("mine") }), empty);
    if (long.length) return hold(t("finish_too_long", { numbers: number(long) }), long);
    if (doubtful.length && asked !== this.confirmedAnswers) {
      this.confirmedAnswers = asked;
      return hold(t("finish_nudge", { numbers: number(doubtful) }), doubtful);
    }
    const words =
      view.keep === "learner" ? Object.fromEntries(sent.map((prompt) => [prompt.id, this.answerText(prompt.id)])) : {};
    const first = !view.took_part;
    // A retry sends the answers as they are then: the learner may have changed them.
    this.send(
      { handler: "finish", body: { keep: view.keep, words } },
      () => {
        if (!first) this.announcement = t("sent_again");
        focusById(this, "done");
      },
      () => this.finish(),
    );
  }

  /**
   * Share an answer and call `done` afterwards. There is no automatic retry: the learner has to see the text before it
   * is shared.
   */
  share(id: string, text: string, done: () => void): void {
    this.send(
      { handler: "share", body: { prompt: id, text } },
      () => {
        done();
        this.announcement = this.t("shared_news");
        focusById(this, `sharing-${id}`);
      },
      null,
    );
  }

  /** Withdraw a shared answer. */
  withdraw(id: string): void {
    this.send({ handler: "withdraw", body: { prompt: id } }, () => {
      this.announcement = this.t("withdrawn_news");
      // The entry of a removed question disappears when it is withdrawn.
      focusById(this, `sharing-${id}`) || focusById(this, "done");
    });
  }

  /** Delete the answers on the server and call `done` afterwards. */
  forget(done: () => void): void {
    const { view, answers } = this;
    // Answers that are only on the server are stored in this browser first.
    for (const [id, words] of Object.entries(view?.kept ?? {})) {
      if (answers.answerAt(id).words === undefined) answers.setAnswer(id, { words });
    }
    this.send({ handler: "forget", body: {} }, () => {
      done();
      this.announcement = this.t("forgotten");
      focusById(this, "take-away");
    });
  }

  /** Load the list of shared answers. */
  loadShared(): void {
    this.send({ handler: "shared_list", body: {} }, () => undefined);
  }

  /** Send a request unless one is pending. */
  private send(
    request: Request,
    then: () => void,
    retry: (() => void) | null = () => this.send(request, then, retry),
  ): void {
    if (this.busy) return;
    this.busy = true;
    this.blocked = null;
    this.announcement = "";
    this.render();
    // The message stays until the answer comes, and with it the button that may have the focus.
    const held = document.getElementById(this.id("trouble"))?.contains(document.activeElement);
    void this.sendRequest(request).then((answer) => {
      this.busy = false;
      if (answer.kind === "view") {
        this.failure = null;
        this.applyView(answer.view);
        this.render();
        if (held) focusById(this, "title");
        then();
        this.render();
        return;
      }
      const before = this.failure?.message;
      if (answer.kind === "refused") {
        if (answer.refusal.state) this.applyView(answer.refusal.state);
        this.failure = { message: sayAgain(answer.refusal.error, before), retry: null };
      } else {
        const key = { network: "error_network", server: "error_server", "signed-out": "error_signed_out" } as const;
        this.failure = { message: sayAgain(this.t(key[answer.kind]), before), retry };
      }
      this.render();
      document.getElementById(this.id("trouble"))?.scrollIntoView({ block: "nearest" });
    });
  }

  /** Store a view or the list of shared answers. */
  private applyView(view: View | SharedList): void {
    if (view.phase === "shared") this.sharedAnswers = view.shared;
    else this.view = view;
  }
}

/** Return the answer that is kept on the server, "" without one. */
const keptText = (view: View | null, id: string): string => (view && ownValue(view.kept, id)) ?? "";

/** Tell whether the answers on the server differ from those in the fields. */
export function differsFromServer(controller: ReflectionController, view: View): boolean {
  return (
    view.keep === "learner" &&
    view.prompts.some(({ id }) => {
      const now = controller.answers.answerAt(id).mine ? "" : controller.answerText(id).trim();
      return now !== keptText(view, id);
    })
  );
}
