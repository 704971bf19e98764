// The card before the talk. What might be hard to read comes first, set apart.

import type { About as AboutCard, Html, View } from "../contracts/player";
import { Face } from "./content-items";
import { Erase } from "./clear-local-data";
import { Notice, Press, ProblemBox } from "./notices";
import { here } from "./page-context";
import { Rich, langOf } from "./text";
import type { WordKey } from "../ui/words";

export function About({ view }: { view: View }) {
  const { say, play } = here();
  const { about, people } = view;
  const lang = langOf();
  return (
    <div class="ps-about">
      {about.content_note && (
        <section class="ps-care">
          <h4>{say("content_note")}</h4>
          <Rich html={about.content_note} />
        </section>
      )}
      <Notice />
      <Card about={about} />
      {people.length > 0 && (
        <section class="ps-people">
          <h4>{say("people")}</h4>
          <ul>
            {people.map((person) => (
              <li key={person.id} class="ps-person">
                <Face src={person.face} name={person.name} />
                <div><b {...lang}>{person.name}</b><Rich html={person.about} /></div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {about.goals.length > 0 && (
        <section>
          <h4>{say("goals")}</h4>
          <ul class="ps-goals">{about.goals.map((goal) => <li key={goal}>{goal}</li>)}</ul>
        </section>
      )}
      <section class="ps-terms">
        {about.minutes !== null && <p>{say("minutes", { minutes: about.minutes })}</p>}
        <p>{say("what_counts")}</p>
        <Attempts view={view} />
      </section>
      <ProblemBox />
      {view.can.begin
        ? <p class="ps-row"><Press onPress={() => play.begin()}>{say("begin")}</Press></p>
        : <p>{say("cannot_begin")}</p>}
      <Erase />
      {about.sources.length > 0 && (
        <details class="ps-more">
          <summary>{say("sources")}</summary>
          <ul>{about.sources.map((source, index) => <li key={index}><Rich inline html={source} /></li>)}</ul>
        </details>
      )}
    </div>
  );
}

export function Attempts({ view }: { view: View }) {
  const { say } = here();
  const { attempts_left: left, grade } = view;
  return (
    <>
      <p>{left === null ? say("attempts_free") : left > 0 ? say("attempts_some", { count: left }) : say("attempts_none")} {view.kept}</p>
      {grade && <p>{say("grade_so_far", grade)}</p>}
    </>
  );
}

type Told = "setting" | "before" | "you_need" | "they_want" | "body_cue";
const told: Told[] = ["setting", "before", "you_need", "they_want", "body_cue"];

/** The situation; also kept at hand during the talk. */
export function Card({ about }: { about: AboutCard }) {
  const { say } = here();
  const parts = told.map((key): [WordKey, Html | null] => [key, about[key]]).filter(([, html]) => html);
  return (
    <dl class="ps-card">
      {parts.map(([key, html]) => <div key={key} class={`ps-${key}`}><dt>{say(key)}</dt><dd><Rich html={html ?? ""} /></dd></div>)}
    </dl>
  );
}
