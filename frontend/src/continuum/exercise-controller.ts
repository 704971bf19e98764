// One learner before one exercise: where they are in it, and the few requests it takes.

import type { SendRequest } from "../ui/api";
import { emptyDraft, type Draft, type LocalPlacements } from "./local-placements";
import {
  lookBackSuffix,
  type FacilitatorData,
  type StatementResult,
  type GroupResults,
  type Refusal,
  type Reply,
  type Request,
  type Statement,
  type View,
} from "../contracts/continuum";
import type { Say } from "./words";

/** Where one is: before the first event, at one of them, looking it all over, or through. */
export type Step = "intro" | number | "review" | "done";

export interface RequestFailure {
  message: string;
  retry: () => void;
}

/** New answers are looked for this often, and less often where the server doesn't answer. */
export const pollIntervalMs = 10_000;
const maxPollIntervalMs = 60_000;

export class ExerciseController {
  view: View | null = null;
  step: Step = "intro";
  draft: Draft = emptyDraft();
  busy = false;
  problem: RequestFailure | null = null;
  notice: string | null = null;
  /** Said once, politely. */
  announcement = "";
  /** Counts the moves that focus shall follow. */
  focusMoves = 0;
  /** The facilitator's view, where it is open. */
  facilitator: {
    words: FacilitatorData;
    at: number;
    shown: Record<string, boolean>;
    stale: boolean;
    fullRefused: boolean;
  } | null = null;

  private listener: () => void = () => {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pollDelay = pollIntervalMs;

  constructor(
    private sendRequest: SendRequest<Request, Reply, Refusal>,
    readonly t: Say,
    readonly storage: LocalPlacements,
  ) {}

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  notify(): void {
    this.listener();
  }

  async load(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<View>({ handler: "state", body: {} }, () => void this.load());
    if (answer) this.showView(answer);
    this.finishRetry(again && answer !== null);
  }

  private showView(view: View): void {
    this.view = view;
    this.notice = view.notice;
    if (view.phase === "unavailable") return;
    this.draft = this.storage.loadDraft(view);
    if (view.phase === "done") this.step = "done";
    else if (this.step === "done") this.step = "intro";
  }

  /** Whether anything has been begun. */
  get hasBegun(): boolean {
    return this.draft.at >= 0;
  }

  begin(): void {
    this.goTo(this.draft.at < 0 ? 0 : this.furthestStep);
  }

  /** The furthest point, as a step. */
  get furthestStep(): Step {
    const { at } = this.draft;
    return at >= (this.view?.statements.length ?? 0) ? "review" : Math.max(at, 0);
  }

  goTo(step: Step): void {
    this.step = step;
    this.announcement = "";
    const reached = step === "review" ? this.view!.statements.length : typeof step === "number" ? step : -1;
    if (reached > this.draft.at) this.updateDraft({ at: reached });
    this.moveFocus();
  }

  forward(): void {
    if (typeof this.step === "number")
      this.goTo(this.step + 1 < this.view!.statements.length ? this.step + 1 : "review");
  }

  back(): void {
    if (this.step === "review") this.goTo(this.view!.statements.length - 1);
    else if (typeof this.step === "number") this.goTo(this.step > 0 ? this.step - 1 : "intro");
  }

  private updateDraft(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.storage.saveDraft(this.view!.round, this.draft);
  }

  setPlacement(question: string, stop: string): void {
    this.updateDraft({ answers: { ...this.draft.answers, [question]: stop } });
    this.notify();
  }

  clearPlacement(question: string): void {
    const { [question]: _gone, ...answers } = this.draft.answers;
    this.updateDraft({ answers });
    this.notify();
  }

  /** Nothing of a skipped event is sent. */
  skip({ id }: Statement): void {
    const { [id]: _now, [`${id}${lookBackSuffix}`]: _then, ...answers } = this.draft.answers;
    const { [id]: _ticked, ...next } = this.draft.next;
    this.updateDraft({ answers, next });
    this.forward();
  }

  setFollowUp(id: string, option: string, on: boolean): void {
    const others = (this.draft.next[id] ?? []).filter((name) => name !== option);
    this.updateDraft({ next: { ...this.draft.next, [id]: on ? [...others, option] : others } });
    this.notify();
  }

  acceptContentNote(id: string): void {
    this.updateDraft({ noted: [...this.draft.noted, id] });
    this.moveFocus();
  }

  deleteDraft(): void {
    this.storage.deleteDraft();
    this.draft = emptyDraft();
    this.goTo("intro");
  }

  async submit(): Promise<void> {
    const { view, draft } = this;
    if (!view || this.busy) return;
    const { round, version } = view;
    // Noted before it is sent: should the answer get lost on its way back, these are the ones that counted.
    const known = this.storage.ownPlacements(round) !== null;
    if (!known) this.storage.saveOwnPlacements(round, draft.answers);
    const ticked = Object.fromEntries(Object.entries(draft.next).filter(([, names]) => names.length));
    const body = { version, answers: draft.answers, follow_ups: ticked };
    const answer = await this.request<View>(
      { handler: "submit", body },
      () => void this.submit(),
      () => {
        if (!known) this.storage.deleteOwnPlacements(round);
      },
    );
    if (answer) {
      if (answer.counted) this.storage.saveOwnPlacements(round, draft.answers);
      // Sent from somewhere else before: these are in no line.
      else if (answer.counted === false && !known) this.storage.deleteOwnPlacements(round);
      if (answer.phase === "done") this.storage.deleteDraft();
      this.showView(answer);
    }
    this.moveFocus();
  }

  async refresh(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<GroupResults>({ handler: "lines", body: {} }, () => void this.refresh());
    if (answer) {
      Object.assign(this.view!, answer, { phase: "done" });
      this.announcement = this.t("refreshed");
    }
    this.finishRetry(again && answer !== null);
  }

  /** Where one stood, if this browser still knows. */
  get ownPlacements(): Record<string, string> | null {
    return this.view ? this.storage.ownPlacements(this.view.round) : null;
  }

  deleteOwnPlacements(): void {
    this.storage.deleteOwnPlacements(this.view!.round);
    this.announcement = this.t("mine_cleared");
    this.notify();
  }

  // --- the facilitator's view ---------------------------------------------------------------------------------------

  async openFacilitatorView(): Promise<void> {
    const words = await this.request<FacilitatorData>(
      { handler: "facilitator", body: {} },
      () => void this.openFacilitatorView(),
    );
    if (!words) return this.notify();
    this.facilitator = { words, at: 0, shown: {}, stale: false, fullRefused: false };
    document.addEventListener("visibilitychange", this.pollWhenVisible);
    this.schedulePoll();
    this.moveFocus();
  }

  closeFacilitatorView(): void {
    this.facilitator = null;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.pollWhenVisible);
    this.moveFocus();
  }

  turnPage(by: number): void {
    const { facilitator, view } = this;
    if (!facilitator || !view) return;
    const at = Math.min(Math.max(facilitator.at + by, 0), view.statements.length);
    if (at === facilitator.at) return;
    facilitator.at = at;
    this.moveFocus();
  }

  reveal(id: string, on: boolean): void {
    if (this.facilitator) this.facilitator.shown[id] = on;
    this.notify();
  }

  /** A page nobody sees asks nothing; seen again, it asks at once. */
  private pollWhenVisible = (): void => {
    if (document.hidden) clearTimeout(this.timer);
    else void this.poll();
  };

  private schedulePoll(): void {
    clearTimeout(this.timer);
    if (this.facilitator && !document.hidden) this.timer = setTimeout(() => void this.poll(), this.pollDelay);
  }

  private async poll(): Promise<void> {
    const answer = await this.sendRequest({ handler: "lines", body: {} });
    const { facilitator } = this;
    if (!facilitator) return;
    facilitator.stale = answer.kind !== "view";
    if (answer.kind === "view") {
      const { lines, off } = answer.view as GroupResults;
      Object.assign(facilitator.words, { lines, off });
    }
    this.pollDelay = facilitator.stale ? Math.min(this.pollDelay * 2, maxPollIntervalMs) : pollIntervalMs;
    this.schedulePoll();
    this.notify();
  }

  resultOf(id: string, lines: StatementResult[] | null | undefined): StatementResult | undefined {
    return lines?.find((line) => line.id === id);
  }

  // --- asking -------------------------------------------------------------------------------------------------------

  private moveFocus(): void {
    this.focusMoves++;
    this.notify();
  }

  /** What went wrong is gone, and the button to try again with it: focus needs a place. */
  private finishRetry(gone: boolean): void {
    if (gone) this.moveFocus();
    else this.notify();
  }

  /** Asks, and puts what went wrong where the page shows it; `refused` is called where nothing was done for certain. */
  private async request<T>(request: Request, retry: () => void, refused?: () => void): Promise<T | null> {
    this.busy = true;
    this.notify();
    const answer = await this.sendRequest(request);
    this.busy = false;
    if (answer.kind === "view") {
      this.problem = null;
      return answer.view as T;
    }
    if (answer.kind === "refused") {
      refused?.();
      if (answer.refusal.state) this.showView(answer.refusal.state);
      this.problem = { message: answer.refusal.error, retry };
      return null;
    }
    const text = { network: "problem_network", server: "problem_server", "signed-out": "problem_signed_out" } as const;
    this.problem = { message: this.t(text[answer.kind]), retry };
    return null;
  }
}
