// The functions that JSX is compiled to; the build injects them into each module that uses JSX (see build.mjs).

export { Fragment, h } from "preact";
