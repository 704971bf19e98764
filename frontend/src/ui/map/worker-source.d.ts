// The type of modules that the build bundles separately and imports as text, for workers (see build.mjs).
declare module "worker:*" {
  const source: string;
  export default source;
}
