// The page before the conversation. Content that may be hard to read is announced first.

import type { SituationInfo as AboutCard, Html, View } from "../contracts/player";
import { Button } from "../ui/controls";
import type { WordKey } from "../ui/words";
import { ClearLocalData } from "./clear-local-data";
import { Portrait } from "./content-items";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { langAttributes, RichText } from "./text";

/** Show content note, situation, people, goals and attempts, and the button to begin. */
export function AboutPage({ view }: { view: View }) {
  const { t, play } = pageContext();
  const { about, people } = view;
  const lang = langAttributes();
  return (
    <div class="ps-about">
      {about.content_note && (
        <section class="ps-caution">
          <h4>{t("content_note")}</h4>
          <RichText html={about.content_note} />
        </section>
      )}
      <Notice />
      <Situation about={about} />
      {people.length > 0 && (
        <section class="ps-people">
          <h4>{t("people")}</h4>
          <ul>
            {people.map((person) => (
              <li key={person.id} class="ps-person">
                <Portrait src={person.face} name={person.name} />
                <div>
                  <b {...lang}>{person.name}</b>
                  <RichText html={person.about} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {about.goals.length > 0 && (
        <section>
          <h4>{t("goals")}</h4>
          <ul class="ps-goals">
            {about.goals.map((goal) => (
              <li key={goal}>{goal}</li>
            ))}
          </ul>
        </section>
      )}
      <section class="ps-terms">
        {about.minutes !== null && <p>{t("minutes", { minutes: about.minutes })}</p>}
        <p>{t("what_counts")}</p>
        <AttemptsLeft view={view} />
      </section>
      <RequestProblem />
      {view.can.begin ? (
        <p class="ps-row">
          <Button busy={play.busy} onClick={() => play.begin()}>
            {t("begin")}
          </Button>
        </p>
      ) : (
        <p>{t("cannot_begin")}</p>
      )}
      <ClearLocalData />
      {about.sources.length > 0 && (
        <details class="ps-more">
          <summary>{t("sources")}</summary>
          <ul>
            {about.sources.map((source, index) => (
              <li key={index}>
                <RichText inline html={source} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Show how many graded runs are left and the recorded grade. */
export function AttemptsLeft({ view }: { view: View }) {
  const { t } = pageContext();
  const { attempts_left: left, grade } = view;
  return (
    <>
      <p>
        {left === null ? t("attempts_free") : left > 0 ? t("attempts_some", { count: left }) : t("attempts_none")}{" "}
        {view.kept}
      </p>
      {grade && <p>{t("grade_so_far", grade)}</p>}
    </>
  );
}

type SituationKey = "setting" | "before" | "you_need" | "they_want" | "body_cue";
const situationKeys: SituationKey[] = ["setting", "before", "you_need", "they_want", "body_cue"];

/** Show the situation; it is also available during the conversation. */
export function Situation({ about }: { about: AboutCard }) {
  const { t } = pageContext();
  const parts = situationKeys.map((key): [WordKey, Html | null] => [key, about[key]]).filter(([, html]) => html);
  return (
    <dl class="ps-card">
      {parts.map(([key, html]) => (
        <div key={key} class={`ps-${key}`}>
          <dt>{t(key)}</dt>
          <dd>
            <RichText html={html ?? ""} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
