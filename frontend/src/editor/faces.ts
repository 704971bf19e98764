// The pictures of people: portraits of the set, or files of the course.

import type { LoadedComponent } from "./controller-types";

/** How an address of a file of the course begins. */
const coursePrefix = "/static/";

/** What the platform replaces in names of files (opaque_keys/edx/locator.py, AssetLocator.DEPRECATED_INVALID_CHARS). */
const notInNames = /[^\p{L}\p{N}_.%-]/gu;

/** Return the address at which the browser finds a file that a scenario names, or "" where none is known. */
export function fileAddress(src: string, assetUrl: string | null): string {
  if (/^https?:\/\//i.test(src)) return src;
  if (!src.startsWith(coursePrefix) || !assetUrl) return "";
  const name = src.slice(coursePrefix.length).replace(notInNames, "_");
  return name ? assetUrl.replace("{name}", encodeURIComponent(name)) : "";
}

/** Return the address of a person's picture in a mood, or "" where none is known. */
export function faceAddress({ catalogue, asset_url }: LoadedComponent, portrait: string, mood: string): string {
  const found = catalogue.portraits.find(({ id }) => id === portrait);
  if (found) return found.faces[mood] ?? found.url ?? "";
  return fileAddress(portrait, asset_url);
}
