// The learner's own words beside a strong reply, after a choice and in the debrief.

import type { ChosenAction } from "../contracts/player";
import { RichText } from "../ui/text";
import type { PlaceProps } from "./place";
import { OwnRecording } from "./recording";
import { SecondLook } from "./second-look-button";
import { SelfRating } from "./self-rating";

/** After a choice: show both side by side, and what to ask oneself. */
export function CompareWords({ data, t }: PlaceProps) {
  const { notes, attempt, step, compare, taken, id } = data;
  const { words, recording } = notes.at(attempt, step) ?? {};
  const strong = compare?.strong;
  return (
    <section class="ps-compared" aria-labelledby={id("compared")}>
      <h5 id={id("compared")}>{t(strong ? "compare_title" : "compare_title_alone")}</h5>
      <div class="ps-beside">
        <div>
          <h6>{t("compare_mine")}</h6>
          {words?.trim() && (
            <p class="ps-quoted" dir="auto">
              {words}
            </p>
          )}
          {recording && <OwnRecording data={data} t={t} recording={recording} />}
        </div>
        {strong && (
          <div class="ps-beside-strong">
            <h6>{t(strong.id === taken?.id ? "compare_chosen" : "compare_strong")}</h6>
            <Action data={data} t={t} action={strong} />
          </div>
        )}
      </div>
      <SelfRating data={data} t={t} />
      <SecondLook data={data} t={t} />
    </section>
  );
}

/** In the debrief: list the learner's words, what they chose, and what was stronger. */
export function ListedWords({ data, t }: PlaceProps) {
  const { notes, attempt, step, compare, taken } = data;
  const { words } = notes.at(attempt, step) ?? {};
  const strong = compare?.strong;
  return (
    <>
      <dl>
        {words?.trim() && (
          <div>
            <dt>{t("own_wrote")}</dt>
            <dd class="ps-quoted" dir="auto">
              {words}
            </dd>
          </div>
        )}
        {taken && (
          <div>
            <dt>{t("own_chose")}</dt>
            <dd>
              <Action data={data} t={t} action={taken} />
            </dd>
          </div>
        )}
        {strong && strong.id !== taken?.id && (
          <div class="ps-better">
            <dt>{t("own_stronger")}</dt>
            <dd>
              <Action data={data} t={t} action={strong} />
            </dd>
          </div>
        )}
      </dl>
      <Afterthoughts data={data} t={t} />
    </>
  );
}

/** Show what goes with words that are quoted above: the recording, the questions and the second look. */
export function Afterthoughts({ data, t }: PlaceProps) {
  const { recording } = data.notes.at(data.attempt, data.step) ?? {};
  return (
    <div class="ps-reviewed">
      {recording && <OwnRecording data={data} t={t} recording={recording} />}
      <SelfRating data={data} t={t} />
      <SecondLook data={data} t={t} />
    </div>
  );
}

/** Show what is said and done. */
function Action({ action, data: { lang }, t }: PlaceProps & { action: ChosenAction }) {
  return (
    <>
      {action.do && <RichText inline class="ps-does" html={action.do} lang={lang} />}{" "}
      {action.say && (
        <RichText
          inline
          class={`ps-says${/<(?:p|ul|ol|li)\b/i.test(action.say) ? "" : " ps-quoted"}`}
          html={action.say}
          lang={lang}
        />
      )}
      {action.wait && (
        <>
          <RichText class="ps-does" html={action.wait.html} lang={lang} />
          <p class="ps-small">{t("you_wait", { count: action.wait.seconds })}</p>
        </>
      )}
    </>
  );
}
