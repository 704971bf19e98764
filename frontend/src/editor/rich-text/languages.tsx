// Languages that authors can choose from.

/** Languages to choose from; any other tag can be typed. */
const commonLanguages =
  "ar bg bn cs da de el en es et fa fi fr he hi hr ht hu id it ja ko lt lv my ne nl no pa pl ps pt ro ru so sq sr sv sw ta " +
  "th ti tl tr uk ur vi zh";

/** Return a language's name in the page's language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang || undefined, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Show the languages to choose from. */
export function LanguageList({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {commonLanguages.split(" ").map((tag) => (
        <option key={tag} value={tag}>
          {languageName(tag)}
        </option>
      ))}
    </datalist>
  );
}
