// What became of files that were dropped or pasted into a form.

/** What is told of them, and what went wrong; empty for nothing. */
export interface MediaOutcome {
  told: string;
  trouble: string;
}

/** Nothing to tell. */
export const noOutcome: MediaOutcome = { told: "", trouble: "" };

/** Show what became of the files. */
export function MediaOutcomeLines({ told, trouble }: MediaOutcome) {
  return (
    <>
      <p class="psf-help" role="status">
        {told}
      </p>
      <p class="psf-finding psf-error" role="alert">
        {trouble}
      </p>
    </>
  );
}
