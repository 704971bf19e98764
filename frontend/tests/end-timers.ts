// Ends the timers that a test file leaves running, so that its process ends by itself after its last test: a process that is
// ended by force may lose results on their way to the runner. The build puts this before each test file.

import { after } from "node:test";

const running = new Set<NodeJS.Timeout>();

for (const name of ["setTimeout", "setInterval"] as const) {
  const begin = globalThis[name] as (...given: unknown[]) => NodeJS.Timeout;
  const tracked = (...given: unknown[]): NodeJS.Timeout => {
    const timer = begin(...given);
    running.add(timer);
    return timer;
  };
  Object.assign(globalThis, { [name]: tracked });
}

after(() => {
  for (const timer of running) clearTimeout(timer);
});
