// The reflection component's page.

import { useState } from "preact/hooks";
import { Box, Rich } from "./answer-field";
import { withLeft } from "./answer-context";
import type { Prompt, View } from "../contracts/reflection";
import { changed, type Room } from "./reflection-controller";
import { Shared } from "./share-answer";
import { Staff } from "./shared-answers-list";
import { Sure, TakeAway } from "./download-answers";

export function Page({ room, title }: { room: Room; title: string }) {
  const { say, view, news, trouble } = room;
  return (
    <div class="ps-page" aria-busy={room.busy}>
      <h3 class="ps-title" id={room.id("title")} tabIndex={-1} lang={view?.lang ?? undefined} dir="auto">{view?.title ?? title}</h3>
      {!view && !trouble && <p class="ps-loading">{say("loading")}</p>}
      {view?.phase === "unavailable" && <Unavailable room={room} view={view} />}
      {view?.phase === "open" && <Questions room={room} view={view} />}
      {(!view || view.phase === "unavailable") && <Trouble room={room} />}
      <div class="ps-heard" role="status">{news}</div>
    </div>
  );
}

function Unavailable({ room, view }: { room: Room; view: View }) {
  return (
    <section class="ps-problems">
      {view.staff && <h4>{room.say("problems")}</h4>}
      <ul>{view.problems.map((problem, index) => <li key={index}>{problem}</li>)}</ul>
    </section>
  );
}

/** Beside what was pressed, not at the top of the page. */
function Trouble({ room }: { room: Room }) {
  const { trouble, say } = room;
  return (
    <div class="ps-problem" role="alert" id={room.id("trouble")}>
      {trouble && (
        <>
          <p>{trouble.message}</p>
          {trouble.again && <p><button type="button" class="ps-button ps-plain" onClick={trouble.again}>{say("try_again")}</button></p>}
        </>
      )}
    </div>
  );
}

function Questions({ room, view }: { room: Room; view: View }) {
  return (
    <>
      {view.intro && <Rich html={view.intro} lang={view.lang} class="ps-intro" />}
      <Readers room={room} view={view} />
      <ol class="ps-prompts">
        {view.prompts.map((prompt, index) => <Question key={prompt.id} room={room} view={view} prompt={prompt} index={index} />)}
        {withLeft(room.notes, view.prompts).slice(view.prompts.length).map((left) => (
          <li class="ps-prompt" key={left.id}>
            <h4>
              <span class="ps-small ps-number">{room.say("no_longer_asked")}</span>
              <Rich html={left.words} lang={null} id={room.id(`question-${left.id}`)} />
            </h4>
            <Box desk={room} question={left} describedBy={room.id("promise")} />
          </li>
        ))}
      </ol>
      <Elsewhere room={room} view={view} />
      <Finish room={room} view={view} />
      {view.closing && <Rich html={view.closing} lang={view.lang} class="ps-closing" />}
      <TakeAway desk={room} title={view.title} questions={withLeft(room.notes, view.prompts)} />
      <Kept room={room} view={view} />
      {view.staff && <Staff room={room} />}
    </>
  );
}

/** Said before anything can be typed, and true: what becomes of the words, by each of the ways there are here. */
function Readers({ room, view }: { room: Room; view: View }) {
  const { say, notes } = room;
  const gone = notes.works ? "" : "_gone";
  const promise = view.keep === "learner"
    ? say("who_learner", { button: say("finish_learner") })
    : say(view.share ? `who_browser_shared${gone}` as const : `who_browser${gone}` as const);
  return (
    <section class="ps-readers" aria-labelledby={room.id("who")}>
      <h4 id={room.id("who")}>{say("who")}</h4>
      <p id={room.id("promise")}><b>{promise}</b>{view.keep === "learner" && <>{" "}{say("who_mine")}</>}</p>
      {view.share && <p>{say("who_share")}</p>}
      {view.share_off && <p>{view.share_off}</p>}
      <p>{say("leave_out")}{notes.works && <>{" "}{say("shared_computer")}</>}</p>
      <div class="ps-standing" id={room.id("standing")}>
        <Rich html={view.standing} lang={null} />
        {view.reporting && <Rich html={view.reporting} lang={null} />}
        <Rich html={view.support} lang={null} />
      </div>
    </section>
  );
}

interface QuestionProps { room: Room; view: View; prompt: Prompt; index: number }

function Question({ room, view, prompt, index }: QuestionProps) {
  const { say, notes, id } = room;
  const own = (name: string) => id(`${name}-${prompt.id}`);
  const mine = notes.at(prompt.id).mine === true;
  return (
    <li class="ps-prompt">
      <h4>
        {view.prompts.length > 1 && <span class="ps-small ps-number">{say("question", { number: index + 1, of: view.prompts.length })}</span>}
        <Rich html={prompt.words} lang={view.lang} id={own("question")} />
      </h4>
      <Box desk={room} question={prompt} describedBy={`${id("promise")} ${own("mine-note")}`} />
      <div role="alert">{room.hold?.at === prompt.id && <p class="ps-hold">{room.hold.words}</p>}</div>
      <p class="ps-row ps-mine ps-unprinted">
        <input
          type="checkbox"
          id={own("mine")}
          checked={mine}
          aria-describedby={own("mine-note")}
          onChange={(event) => {
            notes.note(prompt.id, { mine: event.currentTarget.checked });
            room.draw();
          }}
        />
        <label for={own("mine")}>{say("mine")}</label>
        <span class="ps-small" id={own("mine-note")}>{mine && say(view.keep === "learner" ? "mine_not_sent" : "mine_note")}</span>
      </p>
      <Shared room={room} view={view} id={prompt.id} mine={mine} />
      {prompt.examples.length > 0 && (
        <details class="ps-more ps-examples ps-unprinted">
          <summary>{say("examples")}</summary>
          <ul>{prompt.examples.map((example, at) => <li key={at}><Rich html={example} lang={view.lang} /></li>)}</ul>
          <p class="ps-small">{say("examples_note")}</p>
        </details>
      )}
    </li>
  );
}

/** What somebody shared at a question that its author took out since: still theirs to withdraw. */
function Elsewhere({ room, view }: { room: Room; view: View }) {
  const left = Object.entries(view.shared).filter(([id]) => !view.prompts.some((prompt) => prompt.id === id));
  if (!left.length) return null;
  return (
    <section class="ps-unprinted">
      <p>{room.say("shared_elsewhere")}</p>
      {left.map(([id, words]) => (
        <div class="ps-shared" key={id} id={room.id(`sharing-${id}`)} tabIndex={-1}>
          <p class="ps-quote" dir="auto">{words}</p>
          <p><button type="button" class="ps-button ps-plain" onClick={() => room.withdraw(id)}>{room.say("withdraw")}</button></p>
        </div>
      ))}
    </section>
  );
}

function Finish({ room, view }: { room: Room; view: View }) {
  const { say, id } = room;
  const learner = view.keep === "learner";
  const again = view.took_part && changed(room, view);
  return (
    <section class="ps-finish ps-unprinted">
      {/* Stands there before it has anything to say, for those who listen. */}
      <div role="status" id={id("done")} tabIndex={-1}>
        {view.took_part && (
          <p class="ps-done"><b>{say("finished")}</b>{" "}{say(learner ? "finished_learner" : "finished_browser")}{" "}{again && say("changed")}</p>
        )}
        {view.notice && <p class="ps-notice">{view.notice}</p>}
      </div>
      <Trouble room={room} />
      {view.can_finish && (!view.took_part || again) && (
        <>
          <p>
            <button type="button" class="ps-button" aria-disabled={room.busy || undefined} onClick={() => room.finish()} aria-describedby={id("finish-note")}>
              {say(again ? "send_again" : learner ? "finish_learner" : "finish_browser")}
            </button>
          </p>
          {!view.took_part && <p class="ps-small" id={id("finish-note")}>{say("finish_note")}</p>}
        </>
      )}
    </section>
  );
}

/** What lies in the course record can be taken out of it, whatever the author has chosen since. */
function Kept({ room, view }: { room: Room; view: View }) {
  const { say } = room;
  const [asking, setAsking] = useState(false);
  if (!Object.keys(view.kept).length) return null;
  return (
    <section class="ps-kept ps-unprinted">
      {view.keep !== "learner" && <p>{say("kept_still")}</p>}
      <Sure
        desk={room} name="forget" ask={say("forget")} sure={say("forget_sure")} yes={say("forget_now")} no={say("clear_not")}
        asking={asking} setAsking={setAsking} onYes={() => room.forget(() => setAsking(false))}
      />
    </section>
  );
}
