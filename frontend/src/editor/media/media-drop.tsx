// A part of a form that takes dropped and pasted files.

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

interface MediaDropProps {
  class?: string;
  take: (files: File[]) => void;
  children: ComponentChildren;
}

/** Tell whether files are dragged. */
const carriesFiles = (event: DragEvent): boolean => Array.from(event.dataTransfer?.types ?? []).includes("Files");

/** Return the files of a paste that has no text: what is copied from a text processor has a picture of it. */
function pastedFiles(data: DataTransfer | null): File[] {
  return data?.getData("text/plain") ? [] : Array.from(data?.files ?? []);
}

/** Keep the page where a file is dropped beside the parts that take files: a browser would open the file instead. */
export const keepPage = (event: DragEvent): void => {
  if (carriesFiles(event) && !(event.target as Element).matches("input[type=file]")) event.preventDefault();
};

/** Show children in a part that takes files. */
export function MediaDrop({ class: name = "", take, children }: MediaDropProps) {
  const [isOver, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  const taken = (event: DragEvent | ClipboardEvent, files: File[]) => {
    if (!files.length || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    take(files);
  };
  return (
    <div
      class={`psm-drop ${name}${isOver ? " psm-over" : ""}`}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onDrop={(event) => {
        leave();
        // A picture of another page comes with its address as text.
        taken(event, Array.from(event.dataTransfer?.files ?? []));
      }}
      onPaste={(event) => taken(event, pastedFiles(event.clipboardData))}
    >
      {children}
    </div>
  );
}
