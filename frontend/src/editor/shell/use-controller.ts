// The whole desk, for the shell's own parts; panels know it as a Studio.

import { useLive, useStudio } from "../context";
import type { Desk } from "../controller";

/** Drawn anew at every edit, selection and answer. */
export const useDesk = (): Desk => useLive() as Desk;

/** For what is drawn anew by others, or never. */
export const useDeskQuietly = (): Desk => useStudio() as Desk;
