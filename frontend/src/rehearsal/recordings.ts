// The learner's recordings. They stay in this browser, in a database of its own for one block and learner, or in memory
// where the browser keeps nothing. This module sends nothing.

import type { LocalNotes } from "../player/local-notes";

const store = "recordings";

/** What is kept of a recording; some browsers can't keep a Blob. */
interface KeptRecording {
  bytes: ArrayBuffer;
  type: string;
}

/** Keep a recording under a new id and return the id. */
export async function keepRecording(notes: LocalNotes, sound: Blob): Promise<string> {
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  notes.recordings.set(id, sound);
  if (notes.persists) {
    const kept: KeptRecording = { bytes: await sound.arrayBuffer(), type: sound.type };
    await inDatabase(notes, "readwrite", (table) => table.put(kept, id)).catch(() => undefined);
  }
  return id;
}

/** Return a recording; undefined where this browser has it no more. */
export async function findRecording(notes: LocalNotes, id: string): Promise<Blob | undefined> {
  const known = notes.recordings.get(id);
  if (known) return known;
  const kept = await inDatabase<KeptRecording>(notes, "readonly", (table) => table.get(id)).catch(() => undefined);
  if (!kept) return undefined;
  const sound = new Blob([kept.bytes], { type: kept.type });
  notes.recordings.set(id, sound);
  return sound;
}

/** Delete a recording. */
export async function deleteRecording(notes: LocalNotes, id: string): Promise<void> {
  notes.recordings.delete(id);
  await inDatabase(notes, "readwrite", (table) => table.delete(id)).catch(() => undefined);
}

/** Open the database, make one request and close it again, so that it can be deleted at any time. */
function inDatabase<Result>(
  notes: LocalNotes,
  mode: IDBTransactionMode,
  request: (table: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = window.indexedDB.open(notes.key, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const close = (end: () => void) => () => {
        base.close();
        end();
      };
      const transaction = base.transaction(store, mode);
      const asked = request(transaction.objectStore(store));
      transaction.oncomplete = close(() => resolve(asked.result as Result));
      transaction.onabort = close(() => reject(transaction.error));
    };
  });
}
