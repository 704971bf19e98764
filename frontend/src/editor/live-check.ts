// Checks the work on the server a moment after each edit.

import type { CheckAnswer, FairnessFigures, ProblemAnswer } from "../contracts/editor";
import { elementAtPath, selectableKey } from "./selection";
import type { EditorApi } from "./server";
import { type TreeNode, toTreeData } from "./tree";

/** Delay between an edit and its check, in milliseconds. */
const checkDelayMs = 700;

/** A problem and its place in the tree. */
export interface Problem extends ProblemAnswer {
  /** Key of the element, as it was when it was checked; the root when there is no better place. */
  key: number;
  /** Key of the scene, choice, ending or section whose form shows it. */
  owner: number;
}

/** The last check of an editor. */
export class LiveCheck {
  problems: readonly Problem[] = [];
  figures: FairnessFigures | null = null;
  version: string | null = null;
  /** The tree that the last answer is about. */
  checkedTree: TreeNode | null = null;
  state: "none" | "checking" | "done" | "failed" = "none";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private request: AbortController | null = null;

  constructor(
    private server: EditorApi,
    private notify: () => void,
  ) {}

  /** Store an answer about this tree. */
  setAnswer(tree: TreeNode, answer: CheckAnswer): void {
    this.checkedTree = tree;
    this.problems = (answer.problems ?? []).map((problem) => {
      const found = problem.at ? elementAtPath(tree, problem.at) : tree;
      return { ...problem, key: found.key, owner: selectableKey(tree, found.key) };
    });
    this.figures = answer.figures ?? null;
    this.version = answer.version ?? null;
    this.state = "done";
    this.notify();
  }

  /** Check the tree after a delay; a running check is dropped. */
  schedule(tree: () => TreeNode, wait = checkDelayMs): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
    this.timer = setTimeout(() => void this.run(tree()), wait);
  }

  /** Stop all checks. */
  stop(): void {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  /** Check this tree now. */
  async run(tree: TreeNode): Promise<void> {
    if (tree === this.checkedTree && this.state === "done") return;
    const abort = new AbortController();
    this.request = abort;
    this.state = "checking";
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

  /** Return the number of errors and warnings by key of scene, choice, ending or section. */
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
