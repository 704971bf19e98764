// Downloads the author's work as a file, made in the browser without the server.

import type { EditorController } from "../controller";
import { toXml } from "../text/xml";

/** Download the work as XML. */
export function downloadWork(controller: EditorController): void {
  offerDownload(
    new Blob([toXml(controller.store.tree)], { type: "application/xml" }),
    `${fileNameFor(controller.name)}.xml`,
  );
  controller.announce(controller.t("downloaded"));
}

/** Download a file under a name. */
export function offerDownload(file: Blob, name: string): void {
  const place = downloadWindow();
  const link = place.document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.target = "_self";
  place.document.body.append(link);
  link.click();
  if (place === window) link.remove();
  else link.textContent = name;
  // The browser reads the address later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Return the window in which a file can be downloaded: this one, or a new one from within another site's frame.
 *
 * Such a frame can forbid downloads by its `sandbox`, which this page can't read; the browser then drops the file
 * without an error (frontend-app-authoring, src/generic/modal-iframe). A new window is not in the frame. It stays open
 * with a link to the file.
 */
function downloadWindow(): Window {
  const isInAnotherSitesFrame = window.parent !== window && window.frameElement === null;
  return (isInAnotherSitesFrame && window.open("", "_blank")) || window;
}

/** Return a safe file name for a title. */
export const fileNameFor = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\x00-\x1f]+/g, " ")
    .trim()
    .replace(/\s+/g, "-")
    .slice(0, 80) || "scenario";
