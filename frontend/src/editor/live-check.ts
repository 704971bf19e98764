// The live review: what the server finds in the scenario as it stands, asked again a moment after each edit.

import type { CheckAnswer, Figures, ProblemAnswer } from "../contracts/editor";
import type { Server } from "./server";
import { elementAt, selectable } from "./selection";
import { bare, type Node } from "./tree";

/** A pause in typing. */
export const checkAfter = 700;

export interface Problem extends ProblemAnswer {
  /** The element at fault, as it stood when it was looked at; the root where there is no better place. */
  key: number;
  /** The scene, choice, ending or section whose form shows it. */
  owner: number;
}

export class Check {
  problems: readonly Problem[] = [];
  figures: Figures | null = null;
  version: string | null = null;
  /** The tree that the answer is about. */
  about: Node | null = null;
  state: "none" | "asking" | "here" | "failed" = "none";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private under: AbortController | null = null;

  constructor(private server: Server, private tell: () => void) {}

  /** Takes an answer about this very tree. */
  take(tree: Node, answer: CheckAnswer): void {
    this.about = tree;
    this.problems = (answer.problems ?? []).map((problem) => {
      const found = problem.at ? elementAt(tree, problem.at) : tree;
      return { ...problem, key: found.key, owner: selectable(tree, found.key) };
    });
    this.figures = answer.figures ?? null;
    this.version = answer.version ?? null;
    this.state = "here";
    this.tell();
  }

  /** Asks about the tree a moment from now, and forgets whatever was asked before. */
  soon(tree: () => Node, wait = checkAfter): void {
    clearTimeout(this.timer);
    this.under?.abort();
    this.under = null;
    this.timer = setTimeout(() => void this.ask(tree()), wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.under?.abort();
  }

  async ask(tree: Node): Promise<void> {
    if (tree === this.about && this.state === "here") return;
    const abort = new AbortController();
    this.under = abort;
    this.state = "asking";
    this.tell();
    const answer = await this.server.post<CheckAnswer>("editor_check", { document: { tree: bare(tree) }, signal: abort.signal });
    if (this.under !== abort) return;
    this.under = null;
    if (answer.kind === "done") this.take(tree, answer.data);
    else {
      this.state = "failed";
      this.tell();
    }
  }

  /** How many errors and warnings an outline entry or a scene on the map has, its choices' own among them. */
  marks(): ReadonlyMap<number, { errors: number; warnings: number }> {
    if (this.markedFor === this.problems) return this.marked;
    const marked = new Map<number, { errors: number; warnings: number }>();
    for (const { owner, severity } of this.problems) {
      const before = marked.get(owner) ?? { errors: 0, warnings: 0 };
      marked.set(owner, severity === "error" ? { ...before, errors: before.errors + 1 } : { ...before, warnings: before.warnings + 1 });
    }
    this.markedFor = this.problems;
    this.marked = marked;
    return marked;
  }

  private markedFor: readonly Problem[] | null = null;
  private marked: ReadonlyMap<number, { errors: number; warnings: number }> = new Map();
}
