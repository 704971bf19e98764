// What all panels of the editor use: the store, the texts, the server and the catalog.

import { createContext } from "preact";
import { useContext, useLayoutEffect, useState } from "preact/hooks";
import type { LoadedComponent } from "./controller-types";
import type { LiveCheck } from "./live-check";
import type { EditorApi } from "./server";
import type { EditorStore } from "./store";
import type { TreeNode } from "./tree";
import type { EditorTranslate } from "./words";

/** What is open over the panes; one at a time. */
export type OpenOverlay = null | "play" | "import" | "templates" | "find" | "keys" | "conflict" | "leave" | "question";

/** A field that is to get the focus. The element's form takes it (`takeFocusTarget`) when it is rendered. */
export interface FocusTarget {
  key: number;
  field: string | null;
}

/** The editor as panels see it. */
export interface EditorContext {
  readonly store: EditorStore;
  readonly t: EditorTranslate;
  readonly server: EditorApi;
  /** The answer of `editor_load`. Its tree is not the current one; `store.tree` is. */
  readonly loaded: LoadedComponent;
  /** The current answer of `editor_check`. */
  readonly check: LiveCheck;
  readonly open: OpenOverlay;
  readonly focusTarget: FocusTarget | null;
  /** The version that the author's work is based on, for `editor_compare` and `editor_save`. */
  readonly base: string;
  /** Return a DOM id that no other block on the page has. */
  id(name: string): string;
  /** Announce a sentence to screen readers. */
  announce(sentence: string): void;
  /** Select what the form shows, by the key of an element or of a section (see selection.ts). */
  select(key: number): void;
  /** Select an element and focus a field of its form, or the form's heading. */
  goTo(key: number, field?: string | null): void;
  /** Return what `goTo` asked for, once. */
  takeFocusTarget(): FocusTarget | null;
  /** Make one undoable step and announce it; see EditorStore.edit for the options. */
  edit(what: string, change: (tree: TreeNode) => TreeNode, options?: { field?: string; select?: number }): void;
  /** Open or close an overlay. */
  setOpen(open: OpenOverlay): void;
  /** Replace the whole tree (template, import) as one undoable step. */
  replaceTree(what: string, tree: TreeNode): void;
  /** Call `listener` after each change; return the function that ends this. */
  onChange(listener: () => void): () => void;
}

const Context = createContext<EditorContext | null>(null);
/** Provides the editor to its panels. */
export const EditorProvider = Context.Provider;

/** Return the editor. It does not make the component render again. */
export function useEditor(): EditorContext {
  const editor = useContext(Context);
  if (!editor) throw new Error("outside the editor");
  return editor;
}

/** Return the editor and render the component again after each edit, selection and answer. */
export function useLiveEditor(): EditorContext {
  const editor = useEditor();
  const [, countChange] = useState(0);
  // Immediately: changes between rendering and a later effect would be missed.
  useLayoutEffect(() => editor.onChange(() => countChange((count) => count + 1)), [editor]);
  return editor;
}
