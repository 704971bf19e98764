// The state of one learner's exercise and the requests that it sends.

import type {
  ExerciseView,
  FacilitatorData,
  GroupResults,
  Refusal,
  Reply,
  Request,
  Statement,
  StatementResult,
  View,
} from "../contracts/continuum";
import type { SendRequest } from "../ui/api";
import { sayAgain } from "../ui/notices";
import { type Draft, emptyDraft, type LocalPlacements } from "./local-placements";
import { lookBackSuffix } from "./scale";
import type { ContinuumTranslate } from "./words";

/** The current step: before the first statement, at a statement (its index), the review, or finished. */
export type Step = "intro" | number | "review" | "done";

/** A failed request and how to try it again. */
export interface RequestFailure {
  message: string;
  retry: () => void;
}

/** The time between two requests for new results, in milliseconds; it grows while the server does not answer. */
const pollIntervalMs = 10_000;
const maxPollIntervalMs = 60_000;

/** The place of the page that says where to join, before the first statement. */
export const joinPage = -1;

/** Controls one exercise. */
export class ExerciseController {
  view: View | null = null;
  step: Step = "intro";
  draft: Draft = emptyDraft();
  busy = false;
  problem: RequestFailure | null = null;
  notice: string | null = null;
  /** The text for screen readers. */
  announcement = "";
  /** Whether the page asks if something is really to be removed or changed. */
  confirming = false;
  /** Increases when the page has to move the focus. */
  focusMoves = 0;
  /** The state of the facilitator's view while it is open. */
  facilitator: {
    words: FacilitatorData;
    at: number;
    shown: Record<string, boolean>;
    /** Why the last results can't be fetched; null when they could. */
    stale: "wall_offline" | "wall_paused" | null;
    fullRefused: boolean;
  } | null = null;

  private listener: () => void = () => {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pollDelay = pollIntervalMs;
  /** The number of the last request for results; answers to earlier ones are out of date. */
  private resultRequests = 0;

  constructor(
    private sendRequest: SendRequest<Request, Reply, Refusal>,
    readonly t: ContinuumTranslate,
    readonly storage: LocalPlacements,
  ) {}

  /** Set the function that is called after each change. */
  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** Tell the page that something changed. */
  notify(): void {
    this.listener();
  }

  /** Load the exercise. */
  async load(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<View>({ handler: "state", body: {} }, () => void this.load());
    if (answer) this.showView(answer);
    this.finishRetry(again && answer !== null);
  }

  /** Show a new view. */
  private showView(view: View): void {
    this.view = view;
    this.notice = view.notice;
    if (view.phase === "unavailable") return;
    this.draft = this.storage.loadDraft(view);
    if (view.phase === "done") this.step = "done";
    else if (this.step === "done") this.step = "intro";
  }

  /** The exercise; null until it is loaded, and where it can't be used. */
  get content(): ExerciseView | null {
    return this.view && this.view.phase !== "unavailable" ? this.view : null;
  }

  /** Tell whether the learner has begun. */
  get hasBegun(): boolean {
    return this.draft.at >= 0;
  }

  /** Go to the first statement, or to the furthest step reached. */
  begin(): void {
    this.goTo(this.draft.at < 0 ? 0 : this.furthestStep);
  }

  /** Return the furthest step reached. */
  get furthestStep(): Step {
    const { at } = this.draft;
    return at >= (this.content?.statements.length ?? 0) ? "review" : Math.max(at, 0);
  }

  /** Go to a step. */
  goTo(step: Step): void {
    this.step = step;
    this.announcement = "";
    const reached = step === "review" ? this.content!.statements.length : typeof step === "number" ? step : -1;
    if (reached > this.draft.at) this.updateDraft({ at: reached });
    this.moveFocus();
  }

  /** Go to the next step. */
  forward(): void {
    if (typeof this.step === "number")
      this.goTo(this.step + 1 < this.content!.statements.length ? this.step + 1 : "review");
  }

  /** Go to the previous step. */
  back(): void {
    if (this.step === "review") this.goTo(this.content!.statements.length - 1);
    else if (typeof this.step === "number") this.goTo(this.step > 0 ? this.step - 1 : "intro");
  }

  /** Change and store the draft. */
  private updateDraft(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.storage.saveDraft(this.content!.round, this.draft);
  }

  /** Place the answer to a question at a scale point. */
  setPlacement(question: string, stop: string): void {
    this.updateDraft({ answers: { ...this.draft.answers, [question]: stop } });
    this.notify();
  }

  /** Remove the answer to a question. */
  clearPlacement(question: string): void {
    const { [question]: _gone, ...answers } = this.draft.answers;
    this.updateDraft({ answers });
    this.notify();
  }

  /** Remove all answers to a statement, so that none is sent, and go on. */
  skip({ id }: Statement): void {
    const { [id]: _now, [`${id}${lookBackSuffix}`]: _then, ...answers } = this.draft.answers;
    const { [id]: _ticked, ...next } = this.draft.next;
    this.updateDraft({ answers, next });
    this.forward();
  }

  /** Select or deselect a follow-up answer. */
  setFollowUp(id: string, option: string, on: boolean): void {
    const others = (this.draft.next[id] ?? []).filter((name) => name !== option);
    this.updateDraft({ next: { ...this.draft.next, [id]: on ? [...others, option] : others } });
    this.notify();
  }

  /** Note that the learner wants to see the statement behind a content note. */
  acceptContentNote(id: string): void {
    this.updateDraft({ noted: [...this.draft.noted, id] });
    this.moveFocus();
  }

  /** Delete the draft and return to the beginning. */
  deleteDraft(): void {
    this.storage.deleteDraft();
    this.draft = emptyDraft();
    this.goTo("intro");
  }

  /** Send the answers. */
  async submit(): Promise<void> {
    const { content, draft } = this;
    if (!content || this.busy) return;
    const { round, version } = content;
    // Stored before it is sent: if the response is lost, these are the answers that were counted.
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
      // Answers were sent from another place before: these are not in the results.
      else if (answer.counted === false && !known) this.storage.deleteOwnPlacements(round);
      if (answer.phase === "done") this.storage.deleteDraft();
      this.showView(answer);
    }
    this.moveFocus();
  }

  /** Load the group's results again. */
  async refresh(): Promise<void> {
    const again = this.problem !== null;
    const answer = await this.request<GroupResults>({ handler: "lines", body: {} }, () => void this.refresh());
    if (answer) {
      Object.assign(this.view!, answer, { phase: "done" });
      this.announcement = sayAgain(this.t("refreshed"), this.announcement);
    }
    this.finishRetry(again && answer !== null);
  }

  /** Return the learner's own placements if this browser still has them. */
  get ownPlacements(): Record<string, string> | null {
    return this.content ? this.storage.ownPlacements(this.content.round) : null;
  }

  /** Delete the learner's own placements from this browser. */
  deleteOwnPlacements(): void {
    this.storage.deleteOwnPlacements(this.content!.round);
    this.announcement = this.t("mine_cleared");
    this.notify();
  }

  // --- facilitator's view ---

  /** Open the facilitator's view and start polling. */
  async openFacilitatorView(): Promise<void> {
    const words = await this.request<FacilitatorData>(
      { handler: "facilitator", body: {} },
      () => void this.openFacilitatorView(),
    );
    if (!words) return this.notify();
    const at = words.join ? joinPage : 0;
    this.facilitator = { words, at, shown: {}, stale: null, fullRefused: false };
    document.addEventListener("visibilitychange", this.pollWhenVisible);
    this.schedulePoll();
    this.moveFocus();
  }

  /** Close the facilitator's view and stop polling. */
  closeFacilitatorView(): void {
    this.facilitator = null;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.pollWhenVisible);
    this.moveFocus();
  }

  /** Move by a number of pages in the facilitator's view. */
  turnPage(by: number): void {
    const { facilitator, content } = this;
    if (!facilitator || !content) return;
    const first = facilitator.words.join ? joinPage : 0;
    const at = Math.min(Math.max(facilitator.at + by, first), content.statements.length);
    if (at === facilitator.at) return;
    facilitator.at = at;
    this.moveFocus();
  }

  /** Release the group's results and show those of a statement in the facilitator's view. One request is sent. */
  async reveal(id: string): Promise<void> {
    const { facilitator } = this;
    if (!facilitator || this.busy) return;
    this.busy = true;
    this.notify();
    await this.requestResults("reveal");
    this.busy = false;
    facilitator.shown[id] = true;
    this.notify();
  }

  /** Begin the second round for everybody, or return to the first, and open the facilitator's view of it. */
  async changeRound(number: 1 | 2): Promise<void> {
    if (!this.facilitator || this.busy) return;
    const view = await this.request<View>(
      { handler: "change_round", body: { number } },
      () => void this.changeRound(number),
    );
    if (!view) return this.notify();
    this.closeFacilitatorView();
    this.showView(view);
    await this.openFacilitatorView();
  }

  /** Hide the results of a statement in the facilitator's view. */
  hide(id: string): void {
    if (this.facilitator) this.facilitator.shown[id] = false;
    this.notify();
  }

  /** Stop polling while the page is hidden; poll immediately when it is visible again. */
  private pollWhenVisible = (): void => {
    if (document.hidden) clearTimeout(this.timer);
    else if (!this.busy) void this.poll();
  };

  /** Schedule the next request for results. */
  private schedulePoll(): void {
    clearTimeout(this.timer);
    if (this.facilitator && !document.hidden) this.timer = setTimeout(() => void this.poll(), this.pollDelay);
  }

  /** Request new results and show them. */
  private async poll(): Promise<void> {
    await this.requestResults("lines");
    this.notify();
  }

  /** Request the group's results for the facilitator's view. */
  private async requestResults(handler: "lines" | "reveal"): Promise<void> {
    const number = ++this.resultRequests;
    clearTimeout(this.timer);
    const answer = await this.sendRequest({ handler, body: {} });
    const { facilitator } = this;
    if (!facilitator || number !== this.resultRequests) return;
    facilitator.stale = answer.kind === "view" ? null : answer.kind === "network" ? "wall_offline" : "wall_paused";
    if (answer.kind === "view") {
      const { lines, off } = answer.view as GroupResults;
      Object.assign(facilitator.words, { lines, off });
    }
    this.pollDelay = facilitator.stale ? Math.min(this.pollDelay * 2, maxPollIntervalMs) : pollIntervalMs;
    this.schedulePoll();
  }

  /** Return the result of a statement. */
  resultOf(id: string, lines: StatementResult[] | null | undefined): StatementResult | undefined {
    return lines?.find((line) => line.id === id);
  }

  // --- requests ---

  /** Tell the page to move the focus; a question that was not answered is gone with the step. */
  private moveFocus(): void {
    this.confirming = false;
    this.focusMoves++;
    this.notify();
  }

  /** Tell the page that a request has ended; when the retry button disappeared, the focus has to move. */
  private finishRetry(gone: boolean): void {
    if (gone) this.moveFocus();
    else this.notify();
  }

  /** Send a request and store its failure for the page. `refused` is called when the server certainly did nothing. */
  private async request<T>(request: Request, retry: () => void, refused?: () => void): Promise<T | null> {
    this.busy = true;
    this.notify();
    const answer = await this.sendRequest(request);
    this.busy = false;
    if (answer.kind === "view") {
      this.problem = null;
      return answer.view as T;
    }
    const before = this.problem?.message;
    if (answer.kind === "refused") {
      refused?.();
      if (answer.refusal.state) this.showView(answer.refusal.state);
      this.problem = { message: sayAgain(answer.refusal.error, before), retry };
      return null;
    }
    const text = { network: "problem_network", server: "problem_server", "signed-out": "problem_signed_out" } as const;
    this.problem = { message: sayAgain(this.t(text[answer.kind]), before), retry };
    return null;
  }
}
