// Joins what somebody else has saved meanwhile with one's own work, and knows what has to be asked.

import type { TreeNode } from "../tree";
import { separateIds } from "./ids";
import { type Conflict, mergeTrees, type Side } from "./merge";

/** What both authors changed differently, and what they began from. */
export interface JoinQuestion {
  conflicts: readonly Conflict[];
  theirs: TreeNode;
}

/** Remembers what one's work is based on, and joins other versions to it. */
export class Joining {
  /** What has to be asked before the versions can be joined. */
  question: JoinQuestion | null = null;

  /** `base` is the tree that the work began from; null when it is not known, and then nothing can be joined. */
  constructor(public base: TreeNode | null) {}

  /** Return both changes in one tree; null when something has to be asked first. */
  join(mine: TreeNode, theirs: TreeNode, decide?: (id: string) => Side): TreeNode | null {
    this.question = null;
    if (!this.base) return null;
    const own = separateIds(this.base, mine, theirs);
    const { tree, conflicts } = mergeTrees(this.base, own, theirs, decide);
    if (conflicts.length && !decide) {
      this.question = { conflicts, theirs };
      return null;
    }
    return tree;
  }
}
