// Loads a part of the editor that is not on the page from the beginning.

import type { LaterFiles } from "../contracts/editor";
import { loadScript } from "../ui/load-script";

/** What is loaded or on its way, by the address of the script. */
const loading = new Map<string, Promise<void>>();

/** Load a script and its stylesheet, once. The promise fails when the script can't be had; it can be tried again then. */
export function loadLater({ js, css }: LaterFiles): Promise<void> {
  const known = loading.get(js);
  if (known) return known;
  const style = document.createElement("link");
  const wanted = Promise.all([
    loadScript(js),
    // Without its stylesheet a part is plain, and works.
    new Promise<void>((done) => {
      style.onload = style.onerror = () => done();
      style.rel = "stylesheet";
      style.href = css;
    }),
  ]).then(() => undefined);
  document.head.append(style);
  loading.set(js, wanted);
  wanted.catch(() => {
    style.remove();
    loading.delete(js);
  });
  return wanted;
}
