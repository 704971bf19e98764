// What learners read of the agency where a scenario has no text of its own, and what is wrong with it.

import { RichText } from "../../ui/text";
import { useEditor } from "../context";

/** Show the agency's texts below the field that comes before them; nothing where there are none. */
export function AgencyNote() {
  const { t, loaded } = useEditor();
  const { support, hours, problems } = loaded.agency;
  if (!support && !hours && !problems.length) return null;
  return (
    <div class="psf-agency">
      {support && (
        <>
          <p class="psf-help">{t("agency_support")}</p>
          <RichText html={support} class="psf-quote" />
        </>
      )}
      {hours && (
        <>
          <p class="psf-help">{t("agency_hours")}</p>
          <RichText html={hours} class="psf-quote" />
        </>
      )}
      {problems.map((problem) => (
        <p key={problem} class="psf-finding psf-warning">
          {problem}
        </p>
      ))}
    </div>
  );
}
