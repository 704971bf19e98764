// Beside the talk: the people and, where the author shows them, how things stand.

import type { Meter, View } from "../contracts/player";
import { Face } from "./content-items";
import { here } from "./page-context";
import { Rich, langOf } from "./text";

const max = 10;

export function Stand({ view, hidden }: { view: View; hidden: boolean }) {
  const { say } = here();
  const lang = langOf();
  if (!view.people.length && !view.meters.length) return null;
  return (
    <section class="ps-stand" hidden={hidden}>
      <h4 class="ps-heard">{say("now")}</h4>
      {view.people.map((person) => (
        <div key={person.id} class="ps-person">
          <Face src={person.face} name={person.name} />
          <div><b {...lang}>{person.name}</b><Rich html={person.about} /></div>
        </div>
      ))}
      {view.meters.length > 0 && (
        <div class="ps-meters">{view.meters.map((meter) => <Gauge key={meter.id} meter={meter} />)}</div>
      )}
    </section>
  );
}

function Gauge({ meter }: { meter: Meter }) {
  const { say, id } = here();
  const words = say("meter_words", { word: meter.word, trend: say(`trend_${meter.trend}`) });
  const value = say("meter_value", { value: meter.value, max });
  return (
    <div class={`ps-gauge ps-gauge-${meter.id}`}>
      <span id={id(`meter-${meter.id}`)} {...langOf()}>{meter.name}</span>
      <span class="ps-small">{words}</span>
      <div
        class="ps-track"
        role="meter"
        aria-labelledby={id(`meter-${meter.id}`)}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={meter.value}
        aria-valuetext={`${value}, ${words}`}
      >
        <i style={{ inlineSize: `${(100 * meter.value) / max}%` }} />
      </div>
      <span class="ps-small ps-value" aria-hidden="true">{value}</span>
    </div>
  );
}
