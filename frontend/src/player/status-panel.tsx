// The people beside the one on the stage, and the meters but the tension, which stands there.

import type { PlayableView } from "../contracts/player";
import { Portrait } from "./content-items";
import { MeterGauge } from "./meter-gauge";
import { pageContext } from "./page-context";
import { clientOnStage, presentFace } from "./stage";
import { langAttributes, RichText } from "./text";

/** Show people and meters. */
export function StatusPanel({ view, hidden }: { view: PlayableView; hidden: boolean }) {
  const { t } = pageContext();
  const lang = langAttributes();
  const client = clientOnStage(view);
  const people = view.people.filter(({ id }) => id !== client?.id);
  const meters = view.meters.filter(({ id }) => !client || id !== "tension");
  if (!people.length && !meters.length) return null;
  return (
    <section class="ps-status" hidden={hidden}>
      <h4 class="ps-heard">{t("now")}</h4>
      {people.map((person) => (
        <div key={person.id} class="ps-person">
          <Portrait src={presentFace(view, person)} name={person.name} />
          <div>
            <b {...lang}>{person.name}</b>
            {person.about && <RichText html={person.about} />}
          </div>
        </div>
      ))}
      {meters.length > 0 && (
        <div class="ps-meters">
          {meters.map((meter) => (
            <MeterGauge key={meter.id} meter={meter} />
          ))}
        </div>
      )}
    </section>
  );
}
