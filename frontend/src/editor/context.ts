// What every panel of the editor gets: the author's work, the words, the server, what there is to choose from.

import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { LiveCheck } from "./live-check";
import type { LoadAnswer } from "../contracts/editor";
import type { EditorApi } from "./server";
import type { EditorStore } from "./store";
import type { TreeNode } from "./tree";
import type { EditorTranslate } from "./words";

/** What stands open over the panes; one at a time. */
export type OpenOverlay = null | "play" | "import" | "templates" | "find" | "keys" | "conflict" | "leave" | "question";

/** A field that focus shall go to: the form of the element takes it (`takeWanted`) once it is drawn. */
export interface FocusTarget {
  key: number;
  field: string | null;
}

export interface EditorContext {
  readonly store: EditorStore;
  readonly t: EditorTranslate;
  readonly server: EditorApi;
  /** The answer of `editor_load`; its tree is not the present one, `store.tree` is. */
  readonly loaded: LoadAnswer;
  /** The live answer of `editor_check`. */
  readonly check: LiveCheck;
  readonly open: OpenOverlay;
  readonly focusTarget: FocusTarget | null;
  /** What `editor_compare` and `editor_save` are told the author's work began from. */
  readonly base: string;
  /** A DOM id that no other block on the page has. */
  id(name: string): string;
  /** Reads a sentence out politely, and shows it in the foot. */
  announce(sentence: string): void;
  /** Selects what the form shows; key of any element, or a section's (subject.ts). */
  select(key: number): void;
  /** Selects and brings focus into the form: to the named field of this very element, or to the form's heading. */
  goTo(key: number, field?: string | null): void;
  /** For forms: gives what `goTo` asked for, once. */
  takeFocusTarget(): FocusTarget | null;
  /** One undoable step that is also announced; see Store.edit for the options. */
  edit(what: string, change: (tree: TreeNode) => TreeNode, options?: { field?: string; select?: number }): void;
  setOpen(open: OpenOverlay): void;
  /** Puts a whole other tree in place (a template, an import) as one undoable step. */
  replaceTree(what: string, tree: TreeNode): void;
  onChange(listener: () => void): () => void;
}

const Context = createContext<EditorContext | null>(null);
export const EditorProvider = Context.Provider;

/** The studio, for a panel that is drawn again with the shell; it does not redraw anything by itself. */
export function useEditor(): EditorContext {
  const editor = useContext(Context);
  if (!editor) throw new Error("outside the editor");
  return editor;
}

/** The studio, and the panel is drawn anew at every edit, selection and answer. */
export function useLiveEditor(): EditorContext {
  const editor = useEditor();
  const [, again] = useReducer((count: number, _: void) => count + 1, 0);
  // At once: what changes between the drawing and a later effect would be missed.
  useLayoutEffect(() => editor.onChange(() => again()), [editor]);
  return editor;
}
