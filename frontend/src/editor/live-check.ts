// The live review: what the server finds in the scenario as it stands, asked again a moment after each edit.

import type { CheckAnswer, FairnessFigures, ProblemAnswer } from "../contracts/editor";
import type { EditorApi } from "./server";
import { elementAtPath, selectableKey } from "./selection";
import { toTreeData, type TreeNode } from "./tree";

/** A pause in typing. */
export const checkDelayMs = 700;

export interface Problem extends ProblemAnswer {
  /** The element at fault, as it stood when it was looked at; the root where there is no better place. */
  key: number;
  /** The scene, choice, ending or section whose form shows it. */
  owner: number;
}

export class LiveCheck {
  problems: readonly Problem[] = [];
  figures: FairnessFigures | null = null;
  version: string | null = null;
  /** The tree that the answer is about. */
  checkedTree: TreeNode | null = null;
  state: "none" | "asking" | "here" | "failed" = "none";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private request: AbortController | null = null;

  constructor(
    private server: EditorApi,
    private notify: () => void,
  ) {}

  /** Takes an answer about this very tree. */
  setAnswer(tree: TreeNode, answer: CheckAnswer): void {
    this.checkedTree = tree;
    this.problems = (answer.problems ?? []).map((problem) => {
      const found = problem.at ? elementAtPath(tree, problem.at) : tree;
      return { ...problem, key: found.key, owner: selectableKey(tree, found.key) };
    });
    this.figures = answer.figures ?? null;
    this.version = answer.version ?? null;
    this.state = "here";
    this.notify();
  }

  /** Asks about the tree a moment from now, and forgets whatever was asked before. */
  schedule(tree: () => TreeNode, wait = checkDelayMs): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
    this.timer = setTimeout(() => void this.run(tree()), wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async run(tree: TreeNode): Promise<void> {
    if (tree === this.checkedTree && this.state === "here") return;
    const abort = new AbortController();
    this.request = abort;
    this.state = "asking";
    this.notify();
    const answer = await this.server.post<CheckAnswer>("editor_check", {
      document: { tree: toTreeData(tree) },
      signal: abort.signal,
    });
    if (this.request !== abort) return;
    this.request = null;
    if (answer.kind === "done") this.setAnswer(tree, answer.data);
    else {
      this.state = "failed";
      this.notify();
    }
  }

  /** How many errors and warnings an outline entry or a scene on the map has, its choices' own among them. */
  problemCounts(): ReadonlyMap<number, { errors: number; warnings: number }> {
    if (this.countedProblems === this.problems) return this.counts;
    const marked = new Map<number, { errors: number; warnings: number }>();
    for (const { owner, severity } of this.problems) {
      const before = marked.get(owner) ?? { errors: 0, warnings: 0 };
      marked.set(
        owner,
        severity === "error" ? { ...before, errors: before.errors + 1 } : { ...before, warnings: before.warnings + 1 },
      );
    }
    this.countedProblems = this.problems;
    this.counts = marked;
    return marked;
  }

  private countedProblems: readonly Problem[] | null = null;
  private counts: ReadonlyMap<number, { errors: number; warnings: number }> = new Map();
}
