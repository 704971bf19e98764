// A part of a form that takes dropped and pasted files.

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

interface MediaDropProps {
  class?: string;
  take: (files: File[]) => void;
  children: ComponentChildren;
}

/** Return the files of a drop or a paste that has no text: what is copied from a text processor has a picture of it. */
function filesOf(data: DataTransfer | null): File[] {
  const files = Array.from(data?.files ?? []);
  return files.length && !data?.getData("text/plain") ? files : [];
}

/** Show children in a part that takes files. */
export function MediaDrop({ class: name = "", take, children }: MediaDropProps) {
  const [isOver, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  const carriesFiles = (event: DragEvent) => Array.from(event.dataTransfer?.types ?? []).includes("Files");
  const taken = (event: DragEvent | ClipboardEvent, data: DataTransfer | null) => {
    const files = filesOf(data);
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
        taken(event, event.dataTransfer);
      }}
      onPaste={(event) => taken(event, event.clipboardData)}
    >
      {children}
    </div>
  );
}
