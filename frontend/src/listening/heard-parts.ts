// What of a page can be heard, found on the page itself: lines, what happens, the client's own view, the options.

import type { Person } from "../contracts/player";
import { narrator } from "./casting";

/** A part of the page that can be heard. */
export interface HeardPart {
  element: HTMLElement;
  kind: "line" | "narration" | "view" | "options";
  /** The id of the person who says it; the narrator's where nobody does. */
  by: string;
  name: string;
  words: string;
  lang: string;
  recording: string | null;
}

/** Everything that can be heard. */
const anything = ".ps-dialogue, .ps-narration, .ps-later, .ps-about > .ps-lead, .ps-their-view, .ps-options";
/** What is new after a step: the reaction to the last choice, the new scene, the ending. */
const fresh = [".ps-now", ".ps-current > .ps-items", ".ps-ending", ".ps-their-view", ".ps-about > .ps-lead"];

/** Return everything on the page that has words to be heard, in its order. */
export function heardParts(shell: HTMLElement, people: Person[]): HeardPart[] {
  return Array.from(shell.querySelectorAll<HTMLElement>(anything), (element) => describePart(element, people)).filter(
    ({ words }) => words,
  );
}

/** Return whether something is new after a step: then it is read without being asked for. */
export function isFresh({ element, kind }: HeardPart): boolean {
  return kind !== "options" && element.closest(fresh.join()) !== null && !element.closest(".ps-rest");
}

/** Return what is to be heard of an element. */
function describePart(element: HTMLElement, people: Person[]): HeardPart {
  const part = (kind: HeardPart["kind"], by: string, inside: Element[]): HeardPart => ({
    element,
    kind,
    by,
    name: people.find(({ id }) => id === by)?.name ?? "",
    words: inside.map(spokenText).filter(Boolean).join(" \n"),
    lang: inside[0]?.closest("[lang]")?.getAttribute("lang") ?? "",
    recording: element.dataset.recording ?? null,
  });
  const rich = (selector: string) => Array.from(element.querySelectorAll(selector));
  if (element.matches(".ps-dialogue")) return part("line", element.dataset.by ?? "", rich(".ps-bubble > .ps-rich"));
  if (element.matches(".ps-options")) return part("options", narrator, rich(".ps-option"));
  if (element.matches(".ps-their-view")) {
    const name = element.querySelector("footer")?.textContent;
    const client = people.find((person) => person.name === name);
    return part("view", client?.id ?? narrator, rich("blockquote > .ps-rich"));
  }
  return part("narration", narrator, element.matches(".ps-rich") ? [element] : rich(".ps-rich"));
}

/** Return the words of an element without what is hidden, such as the meaning of a word. */
function spokenText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll("[hidden], .ps-hear")) hidden.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}
