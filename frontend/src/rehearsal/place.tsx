// A place for the learner's own words: before the choices, after a choice, or in the debrief.

import { render } from "preact";
import type { RehearsalData } from "../ui/rehearsal-data";
import { RichText } from "../ui/text";
import { createTranslate } from "../ui/words";
import { Afterthoughts, CompareWords, ListedWords } from "./compare";
import { FeelingCheck } from "./feeling-check";
import { OwnRecording, RecordField, useRecorder } from "./recording";
import type { RehearsalKey, TranslateRehearsal } from "./words";

/** What all parts of a place get. */
export interface PlaceProps {
  data: RehearsalData;
  t: TranslateRehearsal;
}

/** Show a place, or show it again after a change. */
export function mountRehearsal(root: Element, data: RehearsalData): void {
  const t = createTranslate<RehearsalKey>(data.assets.words);
  const place = { data, t };
  const views = {
    before: () => <BeforeChoices {...place} root={root} />,
    after: () => <CompareWords {...place} />,
    list: () => <ListedWords {...place} />,
    turn: () => <Afterthoughts {...place} />,
  };
  render(views[data.kind](), root);
}

/** Ask what the scene asks for; once the choices are shown, quote the learner's words. */
function BeforeChoices({ data, t, root }: PlaceProps & { root: Element }) {
  const { notes, attempt, step, asks, id } = data;
  const recorder = useRecorder(data, root);
  const isFelt = asks?.includes("check-in");
  const isOpen = asks?.includes("rehearse") && !notes.at(attempt, step)?.seen;
  if (!isFelt && !isOpen) return <OwnWordsQuoted data={data} t={t} />;
  return (
    <>
      <div class="ps-own-questions">
        {isFelt && <FeelingCheck data={data} t={t} />}
        {isOpen && (
          <div>
            <WordsField data={data} t={t} canRecord={recorder !== null} />
            {recorder && <RecordField data={data} t={t} recorder={recorder} />}
          </div>
        )}
        <p class="ps-small" id={id("promise")}>
          {t(notes.persists ? "private" : "private_gone")}
        </p>
      </div>
      {!isOpen && <OwnWordsQuoted data={data} t={t} />}
    </>
  );
}

/** Quote what the learner wrote, and play what they recorded. */
function OwnWordsQuoted({ data, t }: PlaceProps) {
  const { words, recording } = data.notes.at(data.attempt, data.step) ?? {};
  return (
    <>
      {words?.trim() && (
        <div class="ps-own-words">
          <p class="ps-small">{t("rehearse_wrote")}</p>
          <p class="ps-quoted" dir="auto">
            {words}
          </p>
        </div>
      )}
      {recording && (
        <div class="ps-own-words">
          <p class="ps-small">{t("rehearse_recorded")}</p>
          <OwnRecording data={data} t={t} recording={recording} />
        </div>
      )}
    </>
  );
}

/** Ask in the author's words or with the usual question. */
function WordsField({ data, t, canRecord }: PlaceProps & { canRecord: boolean }) {
  const { notes, attempt, step, scene, prompt, lang, id, changed } = data;
  const words = notes.at(attempt, step)?.words ?? "";
  const earlier = notes.earlierWords(scene, attempt);
  const keep = (text: string) => {
    notes.set(attempt, step, scene, { words: text });
    changed();
  };
  const useAgain = () => {
    keep(earlier ?? "");
    document.getElementById(id("words"))?.focus();
  };
  return (
    <>
      <label for={id("words")}>{prompt ? <RichText inline html={prompt} lang={lang} /> : t("rehearse")}</label>
      <p class="ps-small" id={id("words-how")}>
        {t(canRecord ? "rehearse_note_voice" : "rehearse_note")}
      </p>
      <textarea
        id={id("words")}
        rows={3}
        value={words}
        dir="auto"
        autocomplete="off"
        // Some browsers send what is typed to their maker to check its spelling.
        spellcheck={false}
        aria-describedby={`${id("words-how")} ${id("promise")}`}
        onInput={(event) => keep(event.currentTarget.value)}
      />
      {earlier && !words && (
        <p class="ps-small">
          {t("rehearse_again", { words: earlier })}{" "}
          <button type="button" class="ps-button ps-quiet" onClick={useAgain}>
            {t("rehearse_use")}
          </button>
        </p>
      )}
    </>
  );
}
