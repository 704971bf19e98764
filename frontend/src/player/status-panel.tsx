// The people and, if the author shows them, the meters beside the conversation.

import type { Meter, View } from "../contracts/player";
import { Portrait } from "./content-items";
import { pageContext } from "./page-context";
import { langAttributes, RichText } from "./text";

const meterMax = 10;

/** Show people and meters. */
export function StatusPanel({ view, hidden }: { view: View; hidden: boolean }) {
  const { t } = pageContext();
  const lang = langAttributes();
  if (!view.people.length && !view.meters.length) return null;
  return (
    <section class="ps-status" hidden={hidden}>
      <h4 class="ps-heard">{t("now")}</h4>
      {view.people.map((person) => (
        <div key={person.id} class="ps-person">
          <Portrait src={person.face} name={person.name} />
          <div>
            <b {...lang}>{person.name}</b>
            <RichText html={person.about} />
          </div>
        </div>
      ))}
      {view.meters.length > 0 && (
        <div class="ps-meters">
          {view.meters.map((meter) => (
            <MeterGauge key={meter.id} meter={meter} />
          ))}
        </div>
      )}
    </section>
  );
}

/** Show one meter. */
function MeterGauge({ meter }: { meter: Meter }) {
  const { t, id } = pageContext();
  const words = t("meter_words", { word: meter.word, trend: t(`trend_${meter.trend}`) });
  const value = t("meter_value", { value: meter.value, meterMax });
  return (
    <div class={`ps-meter ps-meter-${meter.id}`}>
      <span id={id(`meter-${meter.id}`)} {...langAttributes()}>
        {meter.name}
      </span>
      <span class="ps-small">{words}</span>
      <div
        class="ps-track"
        role="meter"
        aria-labelledby={id(`meter-${meter.id}`)}
        aria-valuemin={0}
        aria-valuemax={meterMax}
        aria-valuenow={meter.value}
        aria-valuetext={`${value}, ${words}`}
      >
        <i style={{ inlineSize: `${(100 * meter.value) / meterMax}%` }} />
      </div>
      <span class="ps-small ps-value" aria-hidden="true">
        {value}
      </span>
    </div>
  );
}
