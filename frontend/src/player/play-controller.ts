// The course of play as the browser sees it: the last view, the one request under way, and what went wrong.

import type { Answer, Ask } from "../ui/api";
import type { Diary } from "./local-notes";
import type { Request, View } from "../contracts/player";
import type { Say } from "../ui/words";

export interface Problem { message: string; again: Request; label: "try_again" | "reload" }

export class Play {
  view: View | null = null;
  /** The request under way; while there is one, no other is sent. */
  busy: Request | null = null;
  problem: Problem | null = null;
  notice: string | null = null;
  /** Grows by one each time the learner's own doing brought a new place: the sign to move focus there. */
  moves = 0;
  /** The language of the author's text where it is not the page's. */
  lang: string | null = null;
  private readonly pageLang: string;
  private readonly ask: Ask;
  private readonly say: Say;
  private readonly diary: Diary;
  private listener: () => void = () => {};

  constructor(ask: Ask, say: Say, diary: Diary, pageLang: string) {
    this.pageLang = pageLang;
    this.ask = ask;
    this.say = say;
    this.diary = diary;
  }

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** The first look. Nobody asked for it, so it takes no focus. */
  open(): Promise<void> {
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

  again(): void {
    if (this.problem) void this.send(this.problem.again);
  }

  private async send(request: Request, moves = true): Promise<void> {
    if (this.busy) return;
    this.busy = request;
    this.listener();
    const answer = await this.ask(request);
    this.busy = null;
    this.take(request, answer, moves);
    this.listener();
  }

  private take(request: Request, answer: Answer, moves: boolean): void {
    this.problem = null;
    if (answer.kind === "view") {
      this.notice = answer.view.notice;
      this.show(answer.view, moves);
      if (request.handler === "rewind") {
        this.diary.carry(request.body.attempt, answer.view.attempt, request.body.step);
      }
    } else if (answer.kind === "refused") {
      const { error, state } = answer.refusal;
      const known = this.view;
      if (state) {
        const elsewhere = !known || known.attempt !== state.attempt || known.step !== state.step || known.phase !== state.phase;
        this.notice = error || this.say("stale");
        this.show(state, moves && elsewhere);
      } else {
        this.problem = { message: error, again: { handler: "state", body: {} }, label: "reload" };
      }
    } else {
      const word = answer.kind === "network" ? "error_network" : answer.kind === "server" ? "error_server" : "error_signed_out";
      this.problem = { message: this.say(word), again: request, label: "try_again" };
    }
  }

  private show(view: View, moves: boolean): void {
    this.view = view;
    this.lang = view.lang === this.pageLang ? null : view.lang;
    if (moves) this.moves += 1;
  }
}
