// The state of play in the browser: the last view, the pending request and the last failure.

import type { Request, View } from "../contracts/player";
import type { ApiResult, SendRequest } from "../ui/api";
import { sayAgain } from "../ui/notices";
import type { Translate } from "../ui/words";
import type { LocalNotes } from "./local-notes";

/** A failed request and how to try it again. */
export interface RequestFailure {
  message: string;
  retry: Request;
  label: "try_again" | "reload";
}

/** Sends the learner's actions to the server and keeps the last view. */
export class PlayController {
  view: View | null = null;
  /** The pending request; no other is sent meanwhile. */
  pending: Request | null = null;
  problem: RequestFailure | null = null;
  notice: string | null = null;
  /** Increases when the learner's action led to a new step: then the page moves the focus. */
  moves = 0;
  /** Whether the last move was a choice that was taken: then the page shows first what came of it. */
  hasReply = false;
  /** The language of the author's text when it is not the page's. */
  lang: string | null = null;
  readonly #pageLang: string;
  readonly #t: Translate;
  readonly #notes: LocalNotes;
  #listener: () => void = () => {};

  /** `words` are the texts that `t` looks up; a view may bring more of them. */
  constructor(
    readonly sendRequest: SendRequest,
    t: Translate,
    notes: LocalNotes,
    pageLang: string,
    readonly words: Record<string, unknown> = {},
  ) {
    this.#pageLang = pageLang;
    this.#t = t;
    this.#notes = notes;
  }

  /** Tell whether a request is pending. */
  get busy(): boolean {
    return this.pending !== null;
  }

  /** Set the function that is called after each change. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** Load the current state. The focus is not moved, since the learner did nothing. */
  load(): Promise<void> {
    return this.#send({ handler: "state", body: {} }, false);
  }

  /** Begin a new run. */
  begin(): void {
    if (this.view) void this.#send({ handler: "begin", body: { attempt: this.view.attempt + 1 } });
  }

  /** Take a choice. */
  choose(choice: string): Promise<void> {
    return this.#sendStep("choose", { choice });
  }

  /** Begin a run that continues from a step of this one. */
  rewind(step: number): void {
    void this.#sendStep("rewind", { step });
  }

  /** End a run that an author's edit moved onto an ending. */
  finish(): void {
    void this.#sendStep("finish");
  }

  /** Send a request that names the run and the step of the present view, where there is one. */
  #sendStep(handler: "choose" | "rewind" | "finish", body: object = {}): Promise<void> {
    const { attempt, step } = this.view ?? {};
    return this.#send({ handler, body: { attempt, step, ...body } } as Request);
  }

  /** Send the failed request again. */
  retry(): void {
    if (this.problem) void this.#send(this.problem.retry);
  }

  /** Send a request unless one is pending. */
  async #send(request: Request, moves = true): Promise<void> {
    if (this.pending) return;
    this.pending = request;
    this.#listener();
    const answer = await this.sendRequest(request);
    this.pending = null;
    this.#handleResult(request, answer, moves);
    this.#listener();
  }

  /** Apply the result of a request. */
  #handleResult(request: Request, answer: ApiResult, moves: boolean): void {
    const before = this.problem?.message;
    this.problem = null;
    if (answer.kind === "view") {
      this.notice = answer.view.notice;
      this.#showView(answer.view, moves, request.handler === "choose");
      if (request.handler === "rewind") {
        this.#notes.copy(request.body.attempt, answer.view.attempt, request.body.step);
      }
    } else if (answer.kind === "refused") {
      const { error, state } = answer.refusal;
      const known = this.view;
      if (state) {
        const elsewhere =
          !known || known.attempt !== state.attempt || known.step !== state.step || known.phase !== state.phase;
        this.notice = sayAgain(error || this.#t("stale"), this.notice);
        this.#showView(state, moves && elsewhere);
      } else {
        this.problem = { message: sayAgain(error, before), retry: { handler: "state", body: {} }, label: "reload" };
      }
    } else {
      const word =
        answer.kind === "network" ? "error_network" : answer.kind === "server" ? "error_server" : "error_signed_out";
      this.problem = { message: sayAgain(this.#t(word), before), retry: request, label: "try_again" };
    }
  }

  /** Show a new view; with `moves`, move the focus. */
  #showView(view: View, moves: boolean, hasReply = false): void {
    this.view = view;
    Object.assign(this.words, view.words);
    this.hasReply = hasReply;
    this.lang = view.lang === this.#pageLang ? null : view.lang;
    if (moves) this.moves += 1;
  }
}
