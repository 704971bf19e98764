// A module bundled on its own and given as text (build.mjs), for a worker made from it.
declare module "worker:*" {
  const source: string;
  export default source;
}
