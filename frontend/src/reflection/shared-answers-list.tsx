// The shared answers, for the course's staff. They are loaded on request and not stored.

import { printElement } from "../ui/print";
import { RichText } from "../ui/text";
import type { ReflectionController } from "./reflection-controller";

/** Show the list and its buttons. */
export function SharedAnswersList({ controller }: { controller: ReflectionController }) {
  const { t, id, sharedAnswers, view } = controller;
  const print = () => {
    // Only the list: not what the staff member wrote.
    controller.shell.classList.add("ps-print-list");
    window.addEventListener("afterprint", () => controller.shell.classList.remove("ps-print-list"), { once: true });
    printElement(controller.shell);
  };
  return (
    <section class="ps-staff" aria-labelledby={id("staff")}>
      <h4 id={id("staff")}>{t("staff")}</h4>
      <p class="ps-small">{t("staff_note")}</p>
      <p class="ps-row ps-unprinted">
        <button type="button" class="ps-button ps-plain" onClick={() => controller.loadShared()}>
          {t(sharedAnswers ? "staff_again" : "staff_show")}
        </button>
        {sharedAnswers !== null && sharedAnswers.length > 0 && (
          <button type="button" class="ps-button ps-plain" onClick={print}>
            {t("staff_print")}
          </button>
        )}
      </p>
      <div role="status" id={id("list")}>
        {sharedAnswers && !sharedAnswers.length && <p>{t("staff_none")}</p>}
        {sharedAnswers?.map(({ words, texts }, index) => (
          <section key={index}>
            <h5>{words ? <RichText html={words} lang={view?.lang ?? null} /> : t("staff_gone")}</h5>
            <ul>
              {texts.map((text, at) => (
                <li class="ps-quote" key={at} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
