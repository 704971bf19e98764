// Gives the shell's parts the whole controller; panels know it as EditorContext.

import { useEditor, useLiveEditor } from "../context";
import type { EditorController } from "../controller";

/** Return the controller and render again after each change. */
export const useController = (): EditorController => useLiveEditor() as EditorController;

/** Return the controller without rendering again. */
export const useStaticController = (): EditorController => useEditor() as EditorController;
