// The client, large, as they look after what was said, with the mood in a word and the tension beside them.

import type { ContentItem, DialogueLine, Person, PlayableView } from "../contracts/player";
import { Portrait } from "./content-items";
import { MeterGauge } from "./meter-gauge";
import { langAttributes } from "./text";

/** Return what a person said last in these items. */
function lastLine(items: ContentItem[], { id }: Person): DialogueLine | undefined {
  return items.filter((item): item is DialogueLine => item.kind === "line" && item.by === id).pop();
}

/** Return everything that was said and shown before the reaction to the last choice. */
function earlier({ transcript }: PlayableView): ContentItem[] {
  return transcript.flatMap((step, index) =>
    index === transcript.length - 1 ? step.lines : [...step.lines, ...step.replies],
  );
}

/** Return everything that was said and shown up to now. */
function allItems(view: PlayableView): ContentItem[] {
  const replies = view.transcript[view.transcript.length - 1]?.replies ?? [];
  return [...earlier(view), ...replies, ...(view.scene?.lines ?? [])];
}

/** Return the client on the stage: the one who spoke last, else the first; none in a talk without a client. */
export function clientOnStage(view: PlayableView): Person | undefined {
  const clients = view.people.filter(({ role }) => role === "client");
  const speaker = allItems(view)
    .filter((item) => item.kind === "line" && clients.some(({ id }) => id === item.by))
    .pop();
  return clients.find(({ id }) => speaker?.kind === "line" && id === speaker.by) ?? clients[0];
}

/** Return the face that a person shows now. */
export function presentFace(view: PlayableView, person: Person): string | null {
  return lastLine(allItems(view), person)?.face ?? person.face;
}

/** Show the client after the last reaction; before the first choice, as the scene shows them. */
export function Stage({ view }: { view: PlayableView }) {
  const client = clientOnStage(view);
  if (!client) return null;
  const last = view.transcript[view.transcript.length - 1];
  const past = earlier(view);
  const scene = view.scene?.lines ?? [];
  const before = lastLine(past, client);
  const now = (last && lastLine(last.replies, client)) ?? lastLine(scene, client) ?? before;
  const tension = view.meters.find(({ id }) => id === "tension");
  return (
    <div class="ps-stage">
      <div class="ps-faces">
        <Portrait src={now?.face ?? client.face} name={client.name} />
        {/* What the face was before the reaction. */}
        {last && <Portrait src={before?.face ?? client.face} name={client.name} class="ps-face-before" />}
      </div>
      <div class="ps-presence">
        <p>
          <b {...langAttributes()}>{client.name}</b>
        </p>
        {now && <p class="ps-mood-now">{now.mood_word}</p>}
        {tension && <MeterGauge meter={tension} />}
      </div>
    </div>
  );
}
