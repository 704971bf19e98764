// What came of a choice: the learner's own words, the answer, and one line on what that did.

import type { Feedback, PlayableView, Step } from "../contracts/player";
import { ContentItems } from "../player/content-items";
import { pageContext } from "../player/page-context";
import { Stage } from "../player/stage";
import { ActionText, langAttributes, RichText } from "../player/text";
import { Button } from "../ui/controls";
import { landOn } from "../ui/landing";
import { speakers } from "./moment";
import type { DrillView } from "./phases";

/** Return the view as if there had been only this moment, and it were over. */
function onlyThis(view: DrillView, step: Step): PlayableView {
  const people = speakers(view.people, [...step.lines, ...step.replies]);
  return { ...view, scene: null, meters: [], transcript: [step], people };
}

/** Show what came of a choice. */
export function Answer({ view, step }: { view: DrillView; step: Step }) {
  const { t, id, state, render, focus } = pageContext();
  const replyId = (index: number) => id(`reply-${index}`);
  const next = () => {
    state.lookingBack = true;
    render();
    focus("now");
    const heading = document.getElementById(id("now"));
    if (heading) landOn(heading);
  };
  const described = [...step.replies.map((_, index) => replyId(index)), id("feedback"), id("next")].join(" ");
  return (
    <section class="ps-answer">
      <p class="ps-progress ps-small">{t("answer_of", { number: step.step + 1, count: view.drill.of })}</p>
      <h4 class="ps-divider" {...langAttributes()}>
        {step.scene.title}
      </h4>
      <ol class="ps-items ps-exchange ps-now">
        <li class="ps-self">
          <div
            class="ps-bubble"
            id={id("mine")}
            role="group"
            tabIndex={-1}
            aria-labelledby={id("mine")}
            aria-describedby={described}
          >
            <p class="ps-speaker">{t("you")}</p>
            <ActionText action={step.choice} />
          </div>
        </li>
        <li class="ps-staged">
          <Stage view={onlyThis(view, step)} />
        </li>
        <ContentItems items={step.replies} idOf={replyId} />
        {step.feedback && (
          <li class="ps-feedback" id={id("feedback")}>
            <WhatThatDid feedback={step.feedback} />
          </li>
        )}
      </ol>
      <p class="ps-onward">
        <Button id={id("next")} onClick={next}>
          {t(view.phase === "ending" ? "see_marks" : "next_moment")}
        </Button>
      </p>
    </section>
  );
}

/** Show the one line; the rest is folded. */
function WhatThatDid({ feedback }: { feedback: Feedback }) {
  const { t } = pageContext();
  const { effect, why, instead } = feedback;
  return (
    <>
      {effect && (
        <div class="ps-effect">
          <b>{t("effect")}</b> <RichText inline html={effect} />
        </div>
      )}
      {(why || instead) && (
        <details class="ps-more">
          <summary>{t("answer_more")}</summary>
          <dl>
            {why && (
              <div>
                <dt>{t("why")}</dt>
                <dd>
                  <RichText html={why} />
                </dd>
              </div>
            )}
            {instead && (
              <div>
                <dt>{t("instead")}</dt>
                <dd>
                  <RichText html={instead} />
                </dd>
              </div>
            )}
          </dl>
        </details>
      )}
    </>
  );
}
