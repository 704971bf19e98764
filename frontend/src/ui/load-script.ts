// Loads a script that a page needs later than its first view.

/** What is loaded or on its way, by address. */
const loading = new Map<string, Promise<void>>();

/** Load a script, once. The promise fails when the script can't be had; the next call tries again. */
export function loadScript(address: string): Promise<void> {
  const known = loading.get(address);
  if (known) return known;
  const wanted = new Promise<void>((done, fail) => {
    const script = document.createElement("script");
    script.onload = () => done();
    script.onerror = () => {
      loading.delete(address);
      fail(new Error(address));
    };
    script.src = address;
    document.head.append(script);
  });
  loading.set(address, wanted);
  return wanted;
}
