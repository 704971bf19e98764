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
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.target = "_self";
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Return a safe file name for a title. */
export const fileNameFor = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\x00-\x1f]+/g, " ")
    .trim()
    .replace(/\s+/g, "-")
    .slice(0, 80) || "scenario";
