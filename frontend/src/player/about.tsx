// The page before the conversation. Content that may be hard to read is announced first.

import type { Html } from "../contracts/common";
import type { SituationInfo as AboutCard, Person, PlayableView } from "../contracts/player";
import { Button } from "../ui/controls";
import type { WordKey } from "../ui/words";
import { ClearLocalData } from "./clear-local-data";
import { Portrait } from "./content-items";
import { ListenSwitch } from "./listen-switch";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { langAttributes, RichText } from "./text";

/**
 * Show the card: the content note, then in one screen two sentences, the client, what the learner needs, and the button to
 * begin. The rest is folded.
 */
export function AboutPage({ view }: { view: PlayableView }) {
  const { t, play } = pageContext();
  const { about, people } = view;
  const client = people.find(({ role }) => role === "client");
  const limited = view.attempts_left !== null || view.grade !== null;
  return (
    <div class="ps-about">
      {about.content_note && (
        <section class="ps-caution">
          <h4>{t("content_note")}</h4>
          <RichText html={about.content_note} />
        </section>
      )}
      <Notice />
      {client && <PersonCard person={client} />}
      <RichText class="ps-lead" html={about.lead} />
      {about.need && (
        <section>
          <h4>{t("you_need")}</h4>
          <RichText html={about.need} />
        </section>
      )}
      {limited && <AttemptsLeft view={view} />}
      <RequestProblem />
      {view.can.begin ? (
        <p class="ps-row">
          <Button busy={play.busy} onClick={() => play.begin()}>
            {t("begin")}
          </Button>
          {about.minutes !== null && <span class="ps-small">{t("minutes", { count: about.minutes })}</span>}
        </p>
      ) : (
        <p>{t("cannot_begin")}</p>
      )}
      <div>
        <details class="ps-more">
          <summary>{t("whole")}</summary>
          <Situation about={about} />
        </details>
        {people.length > (client ? 1 : 0) && (
          <details class="ps-more">
            <summary>{t("people")}</summary>
            {people.map((person) => (
              <PersonCard key={person.id} person={person} />
            ))}
          </details>
        )}
        <details class="ps-more">
          <summary>{t("how_counts")}</summary>
          <p>{t("what_counts")}</p>
          {!limited && <AttemptsLeft view={view} />}
        </details>
        <FoldedList heading={t("goals")} items={about.goals} />
        <FoldedList heading={t("sources")} items={about.sources} rich />
      </div>
      <ListenSwitch />
      <ClearLocalData />
    </div>
  );
}

/** Show a person with face and description. */
function PersonCard({ person }: { person: Person }) {
  return (
    <div class="ps-person">
      <Portrait src={person.face} name={person.name} />
      <div>
        <b {...langAttributes()}>{person.name}</b>
        {person.about && <RichText html={person.about} />}
      </div>
    </div>
  );
}

/** Show a folded list; nothing where it is empty. */
function FoldedList({ heading, items, rich = false }: { heading: string; items: string[]; rich?: boolean }) {
  if (!items.length) return null;
  return (
    <details class="ps-more">
      <summary>{heading}</summary>
      <ul>
        {items.map((item, index) => (
          <li key={index}>{rich ? <RichText inline html={item} /> : item}</li>
        ))}
      </ul>
    </details>
  );
}

/** Show how many graded runs are left and the recorded grade. */
export function AttemptsLeft({ view }: { view: PlayableView }) {
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
