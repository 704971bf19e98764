// One component's state in the browser, and what it asks of the server. What is typed leaves it by two doors only: `finish`, where
// the component keeps words for the learner, and `share`.

import { asker, type Runtime } from "../ui/api";
import type { Say } from "../ui/words";
import { focus, open, type Desk } from "./answer-context";
import type { Refusal, ReflectionKey, Request, SharedList, View } from "../contracts/reflection";
import { Notes } from "./local-answers";

interface Parts {
  runtime: Runtime;
  element: unknown;
  say: Say<ReflectionKey>;
  shell: HTMLElement;
  prefix: string;
  storage: string;
  pageLang: string;
  drawn: (room: Room) => void;
}

interface Trouble { message: string; again: (() => void) | null }

export class Room implements Desk {
  readonly say: Say<ReflectionKey>;
  readonly notes: Notes;
  readonly shell: HTMLElement;
  readonly pageLang: string;
  view: View | null = null;
  list: SharedList["shared"] | null = null;
  busy = false;
  trouble: Trouble | null = null;
  /** Why "finish" waits for something, as a sentence, and at which question. */
  hold: { words: string; at: string } | null = null;
  news = "";
  /** The answers one has been asked about before they are sent; asked once, then it is up to who writes. */
  private askedAbout = "";
  private readonly ask;

  constructor(private readonly parts: Parts) {
    this.say = parts.say;
    this.shell = parts.shell;
    this.pageLang = parts.pageLang;
    this.notes = new Notes(parts.storage);
    this.notes.onOthers(() => this.draw());
    this.ask = asker<Request, View | SharedList, Refusal>(parts.runtime, parts.element);
  }

  get lang(): string | null {
    return this.view?.lang ?? null;
  }

  get most(): number {
    return this.view?.keep === "learner" || this.view?.share ? this.view.most_letters : Infinity;
  }

  id = (name: string): string => `${this.parts.prefix}-${name}`;

  draw = (): void => this.parts.drawn(this);

  words = (id: string): string => this.notes.at(id).words ?? this.view?.kept[id] ?? "";

  write = (id: string, words: string): void => {
    const asked = this.view?.prompts.find((prompt) => prompt.id === id)?.plain;
    this.notes.note(id, { words, ...(asked ? { asked } : {}) });
    this.hold = null;
    this.draw();
  };

  tell = (news: string): void => {
    this.news = news;
    this.draw();
  };

  open(): void {
    this.send({ handler: "state", body: {} }, () => undefined);
  }

  finish(): void {
    const { view, say, notes } = this;
    if (!view || this.busy) return;
    const number = (chosen: View["prompts"]) => chosen.map((prompt) => view.prompts.indexOf(prompt) + 1).join(", ");
    const sent = view.prompts.filter((prompt) => !notes.at(prompt.id).mine);
    const empty = sent.filter((prompt) => !this.words(prompt.id).trim());
    const long = view.keep === "learner" ? sent.filter((prompt) => this.words(prompt.id).length > this.most) : [];
    const doubtful = view.keep === "learner" ? sent.filter((prompt) => open(this, prompt.id).length > 0) : [];
    const asked = JSON.stringify(doubtful.map((prompt) => this.words(prompt.id)));
    const hold = (words: string, where: View["prompts"]) => {
      const at = where[0]?.id ?? "";
      this.hold = { words, at };
      this.draw();
      focus(this, `words-${at}`);
    };
    if (empty.length && !view.took_part) return hold(say("finish_empty", { numbers: number(empty), mine: say("mine") }), empty);
    if (long.length) return hold(say("finish_too_long", { numbers: number(long) }), long);
    if (doubtful.length && asked !== this.askedAbout) {
      this.askedAbout = asked;
      return hold(say("finish_nudge", { numbers: number(doubtful) }), doubtful);
    }
    const words = view.keep === "learner" ? Object.fromEntries(sent.map((prompt) => [prompt.id, this.words(prompt.id)])) : {};
    const first = !view.took_part;
    // Tried again, it takes what stands there then: somebody may have thought better of it.
    this.send({ handler: "finish", body: { keep: view.keep, words } }, () => {
      if (!first) this.news = say("sent_again");
      focus(this, "done");
    }, () => this.finish());
  }

  /** Calls `done` once it is shared. Nothing is tried again by itself: the words have to be seen before they are shared. */
  share(id: string, text: string, done: () => void): void {
    this.send({ handler: "share", body: { prompt: id, text } }, () => {
      done();
      this.news = this.say("shared_news");
      focus(this, `sharing-${id}`);
    }, null);
  }

  withdraw(id: string): void {
    this.send({ handler: "withdraw", body: { prompt: id } }, () => {
      this.news = this.say("withdrawn_news");
      // What was shared at a question that is gone goes with its place.
      focus(this, `sharing-${id}`) || focus(this, "done");
    });
  }

  /** Calls `done` once it is forgotten. */
  forget(done: () => void): void {
    const { view, notes } = this;
    // What was on the server alone must not be lost with it.
    for (const [id, words] of Object.entries(view?.kept ?? {})) {
      if (notes.at(id).words === undefined) notes.note(id, { words });
    }
    this.send({ handler: "forget", body: {} }, () => {
      done();
      this.news = this.say("forgotten");
      focus(this, "take-away");
    });
  }

  look(): void {
    this.send({ handler: "shared_list", body: {} }, () => undefined);
  }

  private send(request: Request, then: () => void, again: (() => void) | null = () => this.send(request, then, again)): void {
    if (this.busy) return;
    this.busy = true;
    this.hold = null;
    this.news = "";
    this.draw();
    // What was in trouble stays there until there is an answer, and with it the button under somebody's finger.
    const held = document.getElementById(this.id("trouble"))?.contains(document.activeElement);
    void this.ask(request).then((answer) => {
      this.busy = false;
      if (answer.kind === "view") {
        this.trouble = null;
        this.take(answer.view);
        this.draw();
        if (held) focus(this, "title");
        then();
        this.draw();
        return;
      }
      if (answer.kind === "refused") {
        if (answer.refusal.state) this.take(answer.refusal.state);
        this.trouble = { message: answer.refusal.error, again: null };
      } else {
        const key = { network: "error_network", server: "error_server", "signed-out": "error_signed_out" } as const;
        this.trouble = { message: this.say(key[answer.kind]), again };
      }
      this.draw();
      document.getElementById(this.id("trouble"))?.scrollIntoView({ block: "nearest" });
    });
  }

  private take(view: View | SharedList): void {
    if (view.phase === "shared") this.list = view.shared;
    else this.view = view;
  }
}

/** Whether what is kept for the learner on the server is no longer what stands in the boxes. */
export function changed(room: Room, view: View): boolean {
  return view.keep === "learner" && view.prompts.some(({ id }) => {
    const now = room.notes.at(id).mine ? "" : room.words(id).trim();
    return now !== (view.kept[id] ?? "");
  });
}
