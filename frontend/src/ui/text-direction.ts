// The direction in which the page is read.

/** Tell whether the page is written from right to left. */
export const readsRightToLeft = (): boolean => document.documentElement.dir === "rtl";
