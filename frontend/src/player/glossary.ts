// Words of the glossary: the server puts each word's meaning behind it, hidden.

/** Show or hide the meaning of the word that was pressed. */
export function toggleMeaning({ target }: Event): void {
  const word = target instanceof Element ? target.closest(".ps-term") : null;
  const meaning = word?.nextElementSibling;
  if (!word || !meaning) return;
  word.setAttribute("aria-expanded", `${!meaning.toggleAttribute("hidden")}`);
}
