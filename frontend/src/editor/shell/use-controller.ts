// The whole desk, for the shell's own parts; panels know it as a Studio.

import { useLiveEditor, useEditor } from "../context";
import type { EditorController } from "../controller";

/** Drawn anew at every edit, selection and answer. */
export const useController = (): EditorController => useLiveEditor() as EditorController;

/** For what is drawn anew by others, or never. */
export const useStaticController = (): EditorController => useEditor() as EditorController;
