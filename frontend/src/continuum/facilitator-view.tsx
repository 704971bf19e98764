// The facilitator's view, for the screen in the room: what the group sees, large, and what to ask beside it. Nothing more.

import { printOnly } from "../ui/print";
import { Line } from "./distribution";
import type { Facilitator, Statement, View } from "../contracts/continuum";
import { LastWords } from "./page";
import { Heading, Press, Rich, type Here } from "./controls";
import type { Stand } from "./exercise-controller";

type Wall = NonNullable<Stand["wall"]>;

export function Wall({ here, wall }: { here: Here; wall: Wall }) {
  const { stand, shell } = here;
  const { say } = stand;
  const view = stand.view!;
  const statement = view.statements[wall.at];
  const of = view.statements.length;
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    stand.closeWall();
  };
  return (
    <div class="ps-wall" onKeyDown={(event) => turnByKey(event, stand)}>
      <div class="ps-wall-page">
        {statement ? <Shown here={here} wall={wall} view={view} statement={statement} /> : (
          <div class="ps-wall-last">
            <Heading here={here} level={3}>{view.title}</Heading>
            <LastWords here={here} closing={wall.words.closing} tagOut={wall.words.tag_out} />
          </div>
        )}
        <div class="ps-row ps-turn">
          <Press kind="plain" busy={wall.at === 0} onPress={() => stand.turn(-1)}>{say("wall_back")}</Press>
          <span class="ps-small">{statement ? say(view.show === "mean" ? "question_of" : "event_of", { number: wall.at + 1, of }) : say("wall_end")}</span>
          {statement ? <Press onPress={() => stand.turn(1)}>{say(wall.at + 1 < of ? "wall_next" : "wall_end")}</Press> : <span />}
        </div>
        <div class="ps-row ps-tools">
          <Press kind="quiet" onPress={leave}>{say("wall_close")}</Press>
          <Press kind="quiet" onPress={() => void fill(here, wall)}>{say("wall_full")}</Press>
          <Press kind="quiet" onPress={() => printOnly(shell)}>{say("print")}</Press>
          <span class="ps-small">{say("wall_keys")} {say(wall.stale ? "wall_paused" : "wall_polling")}</span>
        </div>
        <p class="ps-small">{say("wall_hint")} <span role="status">{wall.fullRefused && say("wall_full_refused")}</span></p>
      </div>
      <Paper here={here} view={view} words={wall.words} />
    </div>
  );
}

const pages: Record<string, number> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };

/** What presenters' clickers send, too. In a language that runs from the right, right is back. */
function turnByKey(event: KeyboardEvent & { currentTarget: HTMLElement }, stand: Stand): void {
  const by = pages[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const mirrored = event.key.startsWith("Arrow") && getComputedStyle(event.currentTarget).direction === "rtl";
  stand.turn(mirrored ? -by : by);
}

async function fill({ shell, stand }: Here, wall: Wall): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await shell.requestFullscreen();
    wall.fullRefused = false;
  } catch {
    wall.fullRefused = true;
  }
  stand.changed();
}

function Shown({ here, wall, view, statement }: { here: Here; wall: Wall; view: View; statement: Statement }) {
  const { stand } = here;
  const { say } = stand;
  const { words } = wall;
  const line = stand.lineOf(statement.id, words.lines);
  const revealed = wall.shown[statement.id] === true;
  return (
    <>
      <Heading here={here} level={3}>
        {view.frame && <Rich here={here} html={view.frame} class="ps-frame" />}
        <Rich here={here} html={statement.words} class="ps-words" />
      </Heading>
      {statement.content_note && <div class="ps-small"><Rich here={here} html={statement.content_note} /></div>}
      <div class="ps-wall-line" aria-live="polite">
        {revealed && (words.off ? <p>{words.off}</p>
          : line?.now.enough || line?.then?.enough ? <Line here={here} statement={statement} line={line} />
            : <p class="ps-few">{say("wall_waiting", { k: view.k })}</p>)}
      </div>
      <p><Press kind="plain" onPress={() => stand.reveal(statement.id, !revealed)}>{say(revealed ? "wall_hide" : "wall_reveal")}</Press></p>
      <Prompts here={here} words={words} statement={statement} at={wall.at} />
    </>
  );
}

/** The event's own questions, else one of the general ones, so that all get their turn. */
function Prompts({ here, words, statement, at }: { here: Here; words: Facilitator; statement: Statement; at: number }) {
  const own = words.statement_prompts[statement.id] ?? [];
  const general = words.prompts.length ? [words.prompts[at % words.prompts.length]!] : [];
  const asked = own.length ? own : general;
  return asked.length ? <ul class="ps-prompts">{asked.map((prompt) => <li><Rich here={here} html={prompt} /></li>)}</ul> : null;
}

/** On paper everything at once, with the lines as far as they may be told. */
function Paper({ here, view, words }: { here: Here; view: View; words: Facilitator }) {
  const { stand } = here;
  return (
    <div class="ps-paper">
      <h3 class="ps-title">{view.title}</h3>
      {view.frame && <Rich here={here} html={view.frame} class="ps-frame" />}
      <ol class="ps-lines">
        {view.statements.map((statement, at) => (
          <li key={statement.id}>
            <Rich here={here} html={statement.words} class="ps-words" />
            {words.off ? null : <Line here={here} statement={statement} line={stand.lineOf(statement.id, words.lines)} />}
            <Prompts here={here} words={words} statement={statement} at={at} />
          </li>
        ))}
      </ol>
      <LastWords here={here} closing={words.closing} tagOut={words.tag_out} />
    </div>
  );
}
