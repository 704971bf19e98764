// The button for the private second look. The rules are in a script of their own, which is loaded when the button is first
// pressed; they see the words in this browser and nowhere else.

import { useState } from "preact/hooks";
import { Button } from "../ui/controls";
import { loadScript } from "../ui/load-script";
import type { Finding } from "../ui/rehearsal-data";
import type { PlaceProps } from "./place";
import { countWords } from "./second-look/count-words";

/** Tell whether there are rules for a language. Where there are none, the second look is not offered. */
const hasRules = (lang: string): boolean => /^en\b/i.test(lang);

/** Offer the second look at what was written, and show what it found. */
export function SecondLook({ data, t }: PlaceProps) {
  const { notes, attempt, step, compare, lang, assets, id, kind } = data;
  const [found, setFound] = useState<Finding[] | "failed" | null>(null);
  const text = notes.at(attempt, step)?.words?.trim() ?? "";
  const most = compare?.words ?? null;
  if (!text || !hasRules(lang ?? document.documentElement.lang)) return null;
  const look = async () => {
    await loadScript(assets.second_look).catch(() => undefined);
    setFound(window.PowerStruggleSecondLook?.(text, most) ?? "failed");
  };
  const sentence = ({ rule, words }: Finding) => t(`look_${rule}`, { words, count: countWords(text), most });
  return (
    <div class="ps-look">
      <p class="ps-unprinted">
        <Button kind="plain" aria-describedby={id(`look-${kind}-${step}`)} onClick={() => void look()}>
          {t("look_start")}
        </Button>
      </p>
      <p class="ps-small ps-unprinted" id={id(`look-${kind}-${step}`)}>
        {t("look_how")}
      </p>
      <div role="status">
        {found === "failed" && <p>{t("look_failed")}</p>}
        {Array.isArray(found) && found.length === 0 && <p>{t("look_none")}</p>}
        {Array.isArray(found) && found.length > 0 && (
          <ul class="ps-findings">
            {found.map((finding) => (
              <li key={`${finding.rule} ${finding.words}`}>{sentence(finding)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
