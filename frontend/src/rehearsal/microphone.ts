// Whether this page may ask for the microphone at all.

interface FeaturePolicy {
  allowsFeature(name: string): boolean;
}

/** Return the page's policy, which only some browsers tell. */
function findPolicy(): FeaturePolicy | undefined {
  const page = document as Document & { permissionsPolicy?: FeaturePolicy; featurePolicy?: FeaturePolicy };
  return page.permissionsPolicy ?? page.featurePolicy;
}

/** Tell whether the page around this one is of another origin, and so may have kept the microphone from it. */
function isInForeignFrame(): boolean {
  try {
    return window.top !== null && window.top !== window && !window.top.document;
  } catch {
    return true;
  }
}

/** Tell whether recording can be offered. In a frame that was not given the microphone, or can't know it, it is not. */
export async function canRecord(): Promise<boolean> {
  const { mediaDevices, permissions } = navigator;
  if (!mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") return false;
  const policy = findPolicy();
  if (policy) return policy.allowsFeature("microphone");
  if (!isInForeignFrame()) return true;
  try {
    return (await permissions.query({ name: "microphone" as PermissionName })).state !== "denied";
  } catch {
    return false;
  }
}
