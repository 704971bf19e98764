// What was shared on purpose, for the course's staff. It is asked for when somebody wants to see it, and kept nowhere.

import { Rich } from "./answer-field";
import { printOnly } from "../ui/print";
import type { Room } from "./reflection-controller";

export function Staff({ room }: { room: Room }) {
  const { say, id, list, view } = room;
  const print = () => {
    // Only the list: not what the staff member wrote themselves.
    room.shell.classList.add("ps-print-list");
    window.addEventListener("afterprint", () => room.shell.classList.remove("ps-print-list"), { once: true });
    printOnly(room.shell);
  };
  return (
    <section class="ps-staff" aria-labelledby={id("staff")}>
      <h4 id={id("staff")}>{say("staff")}</h4>
      <p class="ps-small">{say("staff_note")}</p>
      <p class="ps-row ps-unprinted">
        <button type="button" class="ps-button ps-plain" onClick={() => room.look()}>{say(list ? "staff_again" : "staff_show")}</button>
        {list !== null && list.length > 0 && <button type="button" class="ps-button ps-plain" onClick={print}>{say("staff_print")}</button>}
      </p>
      <div role="status" id={id("list")}>
        {list && !list.length && <p>{say("staff_none")}</p>}
        {list?.map(({ words, texts }, index) => (
          <section key={index}>
            <h5>{words ? <Rich html={words} lang={view?.lang ?? null} /> : say("staff_gone")}</h5>
            <ul>{texts.map((text, at) => <li class="ps-quote" key={at} dir="auto">{text}</li>)}</ul>
          </section>
        ))}
      </div>
    </section>
  );
}
