// One learner before one exercise: where they are in it, and the few requests it takes.

import type { Ask } from "../ui/api";
import { nothingYet, type Draft, type Kept } from "./local-placements";
import { then, type Facilitator, type GroupLine, type Lines, type Refusal, type Reply, type Request, type Statement, type View } from "../contracts/continuum";
import type { Say } from "./words";

/** Where one is: before the first event, at one of them, looking it all over, or through. */
export type Step = "intro" | number | "review" | "done";

export interface Problem { message: string; again: () => void }

/** New answers are looked for this often, and less often where the server doesn't answer. */
export const lookEvery = 10_000;
const lookAtMostEvery = 60_000;

export class Stand {
  view: View | null = null;
  step: Step = "intro";
  draft: Draft = nothingYet();
  busy = false;
  problem: Problem | null = null;
  notice: string | null = null;
  /** Said once, politely. */
  news = "";
  /** Counts the moves that focus shall follow. */
  moves = 0;
  /** The facilitator's view, where it is open. */
  wall: { words: Facilitator; at: number; shown: Record<string, boolean>; stale: boolean; fullRefused: boolean } | null = null;

  private listener: () => void = () => {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = lookEvery;

  constructor(private ask: Ask<Request, Reply, Refusal>, readonly say: Say, readonly kept: Kept) {}

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  changed(): void {
    this.listener();
  }

  async open(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<View>({ handler: "state", body: {} }, () => void this.open());
    if (answer) this.show(answer);
    this.settled(again && answer !== null);
  }

  private show(view: View): void {
    this.view = view;
    this.notice = view.notice;
    if (view.phase === "unavailable") return;
    this.draft = this.kept.draft(view);
    if (view.phase === "done") this.step = "done";
    else if (this.step === "done") this.step = "intro";
  }

  /** Whether anything has been begun. */
  get begun(): boolean {
    return this.draft.at >= 0;
  }

  begin(): void {
    this.go(this.draft.at < 0 ? 0 : this.last);
  }

  /** The furthest point, as a step. */
  get last(): Step {
    const { at } = this.draft;
    return at >= (this.view?.statements.length ?? 0) ? "review" : Math.max(at, 0);
  }

  go(step: Step): void {
    this.step = step;
    this.news = "";
    const reached = step === "review" ? this.view!.statements.length : typeof step === "number" ? step : -1;
    if (reached > this.draft.at) this.keep({ at: reached });
    this.moved();
  }

  forward(): void {
    if (typeof this.step === "number") this.go(this.step + 1 < this.view!.statements.length ? this.step + 1 : "review");
  }

  back(): void {
    if (this.step === "review") this.go(this.view!.statements.length - 1);
    else if (typeof this.step === "number") this.go(this.step > 0 ? this.step - 1 : "intro");
  }

  private keep(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.kept.keepDraft(this.view!.round, this.draft);
  }

  place(question: string, stop: string): void {
    this.keep({ answers: { ...this.draft.answers, [question]: stop } });
    this.changed();
  }

  unplace(question: string): void {
    const { [question]: _gone, ...answers } = this.draft.answers;
    this.keep({ answers });
    this.changed();
  }

  /** Nothing of a skipped event is sent. */
  skip({ id }: Statement): void {
    const { [id]: _now, [`${id}${then}`]: _then, ...answers } = this.draft.answers;
    const { [id]: _ticked, ...next } = this.draft.next;
    this.keep({ answers, next });
    this.forward();
  }

  tick(id: string, option: string, on: boolean): void {
    const others = (this.draft.next[id] ?? []).filter((name) => name !== option);
    this.keep({ next: { ...this.draft.next, [id]: on ? [...others, option] : others } });
    this.changed();
  }

  noted(id: string): void {
    this.keep({ noted: [...this.draft.noted, id] });
    this.moved();
  }

  forgetDraft(): void {
    this.kept.forgetDraft();
    this.draft = nothingYet();
    this.go("intro");
  }

  async send(): Promise<void> {
    const { view, draft } = this;
    if (!view || this.busy) return;
    const { round, version } = view;
    // Noted before it is sent: should the answer get lost on its way back, these are the ones that counted.
    const known = this.kept.mine(round) !== null;
    if (!known) this.kept.keepMine(round, draft.answers);
    const ticked = Object.fromEntries(Object.entries(draft.next).filter(([, names]) => names.length));
    const body = { version, answers: draft.answers, follow_ups: ticked };
    const answer = await this.request<View>({ handler: "submit", body }, () => void this.send(), () => {
      if (!known) this.kept.forgetMine(round);
    });
    if (answer) {
      if (answer.counted) this.kept.keepMine(round, draft.answers);
      // Sent from somewhere else before: these are in no line.
      else if (answer.counted === false && !known) this.kept.forgetMine(round);
      if (answer.phase === "done") this.kept.forgetDraft();
      this.show(answer);
    }
    this.moved();
  }

  async refresh(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<Lines>({ handler: "lines", body: {} }, () => void this.refresh());
    if (answer) {
      Object.assign(this.view!, answer, { phase: "done" });
      this.news = this.say("refreshed");
    }
    this.settled(again && answer !== null);
  }

  /** Where one stood, if this browser still knows. */
  get mine(): Record<string, string> | null {
    return this.view ? this.kept.mine(this.view.round) : null;
  }

  forgetMine(): void {
    this.kept.forgetMine(this.view!.round);
    this.news = this.say("mine_cleared");
    this.changed();
  }

  // --- the facilitator's view ---------------------------------------------------------------------------------------

  async openWall(): Promise<void> {
    const words = await this.request<Facilitator>({ handler: "facilitator", body: {} }, () => void this.openWall());
    if (!words) return this.changed();
    this.wall = { words, at: 0, shown: {}, stale: false, fullRefused: false };
    document.addEventListener("visibilitychange", this.lookWhenSeen);
    this.lookLater();
    this.moved();
  }

  closeWall(): void {
    this.wall = null;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.lookWhenSeen);
    this.moved();
  }

  turn(by: number): void {
    const { wall, view } = this;
    if (!wall || !view) return;
    const at = Math.min(Math.max(wall.at + by, 0), view.statements.length);
    if (at === wall.at) return;
    wall.at = at;
    this.moved();
  }

  reveal(id: string, on: boolean): void {
    if (this.wall) this.wall.shown[id] = on;
    this.changed();
  }

  /** A page nobody sees asks nothing; seen again, it asks at once. */
  private lookWhenSeen = (): void => {
    if (document.hidden) clearTimeout(this.timer);
    else void this.look();
  };

  private lookLater(): void {
    clearTimeout(this.timer);
    if (this.wall && !document.hidden) this.timer = setTimeout(() => void this.look(), this.wait);
  }

  private async look(): Promise<void> {
    const answer = await this.ask({ handler: "lines", body: {} });
    const { wall } = this;
    if (!wall) return;
    wall.stale = answer.kind !== "view";
    if (answer.kind === "view") {
      const { lines, off } = answer.view as Lines;
      Object.assign(wall.words, { lines, off });
    }
    this.wait = wall.stale ? Math.min(this.wait * 2, lookAtMostEvery) : lookEvery;
    this.lookLater();
    this.changed();
  }

  lineOf(id: string, lines: GroupLine[] | null | undefined): GroupLine | undefined {
    return lines?.find((line) => line.id === id);
  }

  // --- asking -------------------------------------------------------------------------------------------------------

  private moved(): void {
    this.moves++;
    this.changed();
  }

  /** What went wrong is gone, and the button to try again with it: focus needs a place. */
  private settled(gone: boolean): void {
    if (gone) this.moved();
    else this.changed();
  }

  /** Asks, and puts what went wrong where the page shows it; `refused` is called where nothing was done for certain. */
  private async request<T>(request: Request, again: () => void, refused?: () => void): Promise<T | null> {
    this.busy = true;
    this.changed();
    const answer = await this.ask(request);
    this.busy = false;
    if (answer.kind === "view") {
      this.problem = null;
      return answer.view as T;
    }
    if (answer.kind === "refused") {
      refused?.();
      if (answer.refusal.state) this.show(answer.refusal.state);
      this.problem = { message: answer.refusal.error, again };
      return null;
    }
    const said = { network: "problem_network", server: "problem_server", "signed-out": "problem_signed_out" } as const;
    this.problem = { message: this.say(said[answer.kind]), again };
    return null;
  }
}
