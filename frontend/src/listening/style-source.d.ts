// The type of stylesheets that a script brings along as text (see build.mjs).
declare module "style:*" {
  const source: string;
  export default source;
}
