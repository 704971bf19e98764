// Checks the work on the server a moment after each edit.

import type { CheckAnswer, FairnessFigures, ProblemAnswer } from "../contracts/editor";
import { FieldAttention } from "./attention";
import { elementAtPath, selectableKey } from "./selection";
import type { EditorApi } from "./server";
import { type TreeNode, toTreeData } from "./tree";
import type { WordKey } from "./words";

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
  /** All problems of the last answer; `problems` are those that show. */
  private found: readonly Problem[] = [];
  readonly attention: FieldAttention;
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
  ) {
    this.attention = new FieldAttention(() => this.found, notify);
  }

  private shown: { found: readonly Problem[]; version: number; problems: readonly Problem[] } | null = null;

  /** The problems that show: not those of a field that its author has not left yet. */
  get problems(): readonly Problem[] {
    const { found, attention } = this;
    if (this.shown?.found !== found || this.shown.version !== attention.version) {
      const problems = found.filter((problem) => !attention.withholds(problem));
      this.shown = { found, version: attention.version, problems };
    }
    return this.shown.problems;
  }

  /** Tell whether there are problems that do not show yet. */
  get isWithholding(): boolean {
    return this.problems.length < this.found.length;
  }

  /** Store an answer about this tree. */
  setAnswer(tree: TreeNode, answer: CheckAnswer): void {
    this.checkedTree = tree;
    this.found = (answer.problems ?? []).map((problem) => {
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

  /** Return the number of problems by key of scene, choice, ending or section. */
  problemCounts(): ReadonlyMap<number, ProblemCounts> {
    if (this.countedProblems === this.problems) return this.counts;
    const marked = new Map<number, ProblemCounts>();
    for (const problem of this.problems) {
      const before = marked.get(problem.owner) ?? { errors: 0, warnings: 0, missing: 0 };
      const kind = kindOf(problem);
      marked.set(problem.owner, { ...before, [kind]: before[kind] + 1 });
    }
    this.countedProblems = this.problems;
    this.counts = marked;
    return marked;
  }

  private countedProblems: readonly Problem[] | null = null;
  private counts: ReadonlyMap<number, ProblemCounts> = new Map();
}

/** Numbers of problems: what is wrong, what could be better, what is not there yet. */
export interface ProblemCounts {
  errors: number;
  warnings: number;
  missing: number;
}

/** Return as what a problem is counted and shown. */
export const kindOf = ({ severity, missing }: ProblemAnswer): keyof ProblemCounts =>
  severity !== "error" ? "warnings" : missing ? "missing" : "errors";

/** Return the class of a problem's sentence: "missing" is grey, "error" red. */
export const problemClass = (problem: ProblemAnswer): string =>
  problem.severity === "error" && problem.missing ? "psf-missing" : `psf-${problem.severity}`;

const kindWords = { errors: "problem_error", warnings: "problem_warning", missing: "problem_missing" } as const;

/** Return the key of the word before a problem. */
export const problemWord = (problem: ProblemAnswer): WordKey => kindWords[kindOf(problem)];

/** Count problems by kind. */
export function countProblems(problems: readonly ProblemAnswer[]): ProblemCounts {
  const counts = { errors: 0, warnings: 0, missing: 0 };
  for (const problem of problems) counts[kindOf(problem)] += 1;
  return counts;
}
