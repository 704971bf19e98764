// The course of play as the browser sees it: the last view, the one request under way, and what went wrong.

import type { ApiResult, SendRequest } from "../ui/api";
import type { LocalNotes } from "./local-notes";
import type { Request, View } from "../contracts/player";
import type { Translate } from "../ui/words";

export interface RequestFailure {
  message: string;
  retry: Request;
  label: "try_again" | "reload";
}

export class PlayController {
  view: View | null = null;
  /** The request under way; while there is one, no other is sent. */
  pending: Request | null = null;
  problem: RequestFailure | null = null;
  notice: string | null = null;
  /** Grows by one each time the learner's own doing brought a new place: the sign to move focus there. */
  focusMoves = 0;
  /** The language of the author's text where it is not the page's. */
  lang: string | null = null;
  private readonly pageLang: string;
  private readonly sendRequest: SendRequest;
  private readonly t: Translate;
  private readonly notes: LocalNotes;
  private listener: () => void = () => {};

  constructor(ask: SendRequest, t: Translate, notes: LocalNotes, pageLang: string) {
    this.pageLang = pageLang;
    this.sendRequest = ask;
    this.t = t;
    this.notes = notes;
  }

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** The first look. Nobody asked for it, so it takes no focus. */
  load(): Promise<void> {
    return this.send({ handler: "state", body: {} }, false);
  }

  begin(): void {
    if (this.view) void this.send({ handler: "begin", body: { attempt: this.view.attempt + 1 } });
  }

  async choose(choice: string): Promise<void> {
    if (!this.view) return;
    const { attempt, step } = this.view;
    await this.send({ handler: "choose", body: { attempt, step, choice } });
  }

  rewind(step: number): void {
    if (this.view) void this.send({ handler: "rewind", body: { attempt: this.view.attempt, step } });
  }

  retry(): void {
    if (this.problem) void this.send(this.problem.retry);
  }

  private async send(request: Request, moves = true): Promise<void> {
    if (this.pending) return;
    this.pending = request;
    this.listener();
    const answer = await this.sendRequest(request);
    this.pending = null;
    this.handleResult(request, answer, moves);
    this.listener();
  }

  private handleResult(request: Request, answer: ApiResult, moves: boolean): void {
    this.problem = null;
    if (answer.kind === "view") {
      this.notice = answer.view.notice;
      this.showView(answer.view, moves);
      if (request.handler === "rewind") {
        this.notes.copyToRun(request.body.attempt, answer.view.attempt, request.body.step);
      }
    } else if (answer.kind === "refused") {
      const { error, state } = answer.refusal;
      const known = this.view;
      if (state) {
        const elsewhere =
          !known || known.attempt !== state.attempt || known.step !== state.step || known.phase !== state.phase;
        this.notice = error || this.t("stale");
        this.showView(state, moves && elsewhere);
      } else {
        this.problem = { message: error, retry: { handler: "state", body: {} }, label: "reload" };
      }
    } else {
      const word =
        answer.kind === "network" ? "error_network" : answer.kind === "server" ? "error_server" : "error_signed_out";
      this.problem = { message: this.t(word), retry: request, label: "try_again" };
    }
  }

  private showView(view: View, moves: boolean): void {
    this.view = view;
    this.lang = view.lang === this.pageLang ? null : view.lang;
    if (moves) this.focusMoves += 1;
  }
}
