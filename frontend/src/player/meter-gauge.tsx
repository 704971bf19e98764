// One meter: name, value in words, bar.

import type { Meter } from "../contracts/player";
import { pageContext } from "./page-context";
import { langAttributes } from "./text";

const meterMax = 10;

/** Show one meter. */
export function MeterGauge({ meter }: { meter: Meter }) {
  const { t, id } = pageContext();
  const words = t("meter_words", { word: meter.word, trend: t(`trend_${meter.trend}`) });
  const value = t("meter_value", { value: meter.value, max: meterMax });
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
        aria-valuetext={t("meter_value_words", { value, words })}
      >
        <i style={{ inlineSize: `${(100 * meter.value) / meterMax}%` }} />
      </div>
      <span class="ps-small ps-value" aria-hidden="true">
        {value}
      </span>
    </div>
  );
}
