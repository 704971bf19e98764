// The learner's page: what it is about, one event after another, a look over everything, and then the group's line.

import { printOnly } from "../ui/print";
import { Event } from "./statement-step";
import { Caption, Line } from "./distribution";
import { nameOf, stopsOf, then, type Statement, type View } from "../contracts/continuum";
import { Heading, Press, ProblemBox, Rich, type Here } from "./controls";
import { Wall } from "./facilitator-view";

export function Page({ here, title }: { here: Here; title: string }) {
  const { stand } = here;
  const { say, view, step } = stand;
  if (stand.wall) return <Wall here={here} wall={stand.wall} />;
  return (
    <div class="ps-page">
      <h3 class="ps-title" tabIndex={-1} id={here.id("title")}>{view?.title ?? title}</h3>
      <div role="status" class="ps-notice">{stand.notice && <p>{stand.notice}</p>}{stand.news && <p>{stand.news}</p>}</div>
      {!view && !stand.problem && <p class="ps-loading">{say("loading")}</p>}
      {view && <Now here={here} view={view} step={step} />}
      <ProblemBox here={here} />
      {view?.staff && view.phase !== "unavailable" && (
        <div class="ps-staff">
          <Press kind="plain" id={here.id("wall")} busy={stand.busy} describedBy={here.id("wall-hint")} onPress={() => void stand.openWall()}>
            {say("wall_open")}
          </Press>
          <p class="ps-small" id={here.id("wall-hint")}>{say("wall_hint")}</p>
        </div>
      )}
    </div>
  );
}

function Now({ here, view, step }: { here: Here; view: View; step: Here["stand"]["step"] }) {
  if (view.phase === "unavailable") return <ul class="ps-problems">{view.problems.map((said) => <li>{said}</li>)}</ul>;
  if (step === "done") return <Done here={here} view={view} />;
  if (step === "review") return <Review here={here} view={view} />;
  const statement = typeof step === "number" ? view.statements[step] : undefined;
  return statement ? <Event here={here} statement={statement} number={step as number} /> : <Intro here={here} view={view} />;
}

function Intro({ here, view }: { here: Here; view: View }) {
  const { stand } = here;
  const { say } = stand;
  const begun = stand.begun && Object.keys(stand.draft.answers).length > 0;
  return (
    <>
      {view.intro && <Rich here={here} html={view.intro} />}
      <div class="ps-care ps-promise">
        <h4>{say("promise_title")}</h4>
        {view.off ? <><p>{say("promise_off")}</p><p>{view.off}</p></> : (
          <>
            <p>{say("promise_before", { send: say("send") })}</p>
            <p>{say("promise_count")}</p>
            <p>{say("promise_credit")}</p>
            <p>{say("promise_k", { k: view.k })}</p>
          </>
        )}
        <p>{say(stand.kept.works ? "kept" : "kept_not")}</p>
      </div>
      <p class="ps-row">
        <Press onPress={() => stand.begin()}>{say(begun ? "resume" : "begin")}</Press>
        {begun && <Press kind="quiet" onPress={() => stand.forgetDraft()}>{say("forget_draft")}</Press>}
      </p>
    </>
  );
}

/** An author's text as plain words, for a button's name. */
function plain(html: string): string {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.textContent ?? "";
}

function Review({ here, view }: { here: Here; view: View }) {
  const { stand } = here;
  const { say, draft } = stand;
  const stood = (statement: Statement, question: string) => {
    const stop = stopsOf(view, statement).find(({ id }) => id === draft.answers[question]);
    return stop ? nameOf(stop) : null;
  };
  return (
    <section class="ps-review">
      <Heading here={here}>{say("review_title")}</Heading>
      <p>{say("review_lead")}</p>
      {view.frame && <Rich here={here} html={view.frame} class="ps-frame" />}
      <ol class="ps-list">
        {view.statements.map((statement, number) => {
          const [place, before] = [stood(statement, statement.id), stood(statement, `${statement.id}${then}`)];
          const ticked = view.next?.options.filter(({ id }) => draft.next[statement.id]?.includes(id)) ?? [];
          return (
            <li key={statement.id}>
              <div>
                <Rich here={here} html={statement.words} />
                <p class={place ? "ps-is-placed" : "ps-small"}>{place ?? say("skipped")}{before ? ` · ${before}` : ""}</p>
                {ticked.length > 0 && <p class="ps-small">{ticked.map(({ label }) => label).join(", ")}</p>}
              </div>
              <Press kind="quiet" label={say("change_event", { words: plain(statement.words) })} onPress={() => stand.go(number)}>
                {say("change")}
              </Press>
            </li>
          );
        })}
      </ol>
      <Sent here={here} view={view} />
      <div class="ps-row ps-steps">
        <Press kind="plain" onPress={() => stand.back()}>{say("back")}</Press>
        {view.can_submit && <Press busy={stand.busy} onPress={() => void stand.send()}>{say(stand.busy ? "sending" : "send")}</Press>}
      </div>
    </section>
  );
}

/** What goes out and what doesn't, counted for just these answers. */
function Sent({ here, view }: { here: Here; view: View }) {
  const { say, draft } = here.stand;
  const count = Object.keys(draft.answers).length;
  const ticked = Object.values(draft.next).some((names) => names.length) ? say("sent_ticked") : "";
  const places = count === 0 && !ticked ? say("sent_none") : say(count === 1 ? "sent_one" : "sent_places", { count, ticked });
  return (
    <div class="ps-care">
      <h4>{say("sent_title")}</h4>
      <ul>
        {view.off ? <li>{say("promise_off")}</li> : <><li>{places}</li><li>{say("sent_name")}</li><li>{say("sent_not")}</li></>}
      </ul>
    </div>
  );
}

function Done({ here, view }: { here: Here; view: View }) {
  const { stand, shell } = here;
  const { say, mine } = stand;
  const enough = view.lines?.some((line) => line.now.enough || line.then?.enough);
  return (
    <section class="ps-done">
      <Heading here={here}>{say("done_title")}</Heading>
      {!view.preview && <p>{say("thanks")} {say(view.off ? "was_sent_off" : "was_sent")}</p>}
      {view.off && <p>{view.off}</p>}
      {view.lines && !enough && <div class="ps-care"><p>{say("too_few_all", { k: view.k })}</p><p>{say("too_few_small", { k: view.k })}</p></div>}
      <div class="ps-row">
        {view.lines && !view.preview && <Press kind="plain" busy={stand.busy} onPress={() => void stand.refresh()}>{say("refresh")}</Press>}
        {enough && <Press kind="plain" onPress={() => printOnly(shell)}>{say("print")}</Press>}
      </div>
      {mine && (
        <p class="ps-small ps-row">
          <span>{say("mine_here")}</span>
          <Press kind="quiet" onPress={() => { stand.forgetMine(); here.focus("now"); }}>{say("mine_clear")}</Press>
        </p>
      )}
      {enough && <p><Caption here={here} /></p>}
      {view.frame && enough && <Rich here={here} html={view.frame} class="ps-frame" />}
      {enough && (
        <ol class="ps-lines">
          {view.statements.map((statement) => (
            <li key={statement.id}>
              <Rich here={here} html={statement.words} class="ps-words" />
              <Line here={here} statement={statement} line={stand.lineOf(statement.id, view.lines)} mine={mine} captioned={false} />
            </li>
          ))}
        </ol>
      )}
      {view.since && enough && <p class="ps-small">{say("moved_nobody")}</p>}
      <LastWords here={here} closing={view.closing ?? null} tagOut={view.tag_out ?? null} />
    </section>
  );
}

export function LastWords({ here, closing, tagOut }: { here: Here; closing: string | null; tagOut: string | null }) {
  return (
    <>
      {closing && <Rich here={here} html={closing} class="ps-closing" />}
      {tagOut && <div class="ps-tag-out"><h4>{here.stand.say("tag_out_title")}</h4><Rich here={here} html={tagOut} /></div>}
    </>
  );
}
