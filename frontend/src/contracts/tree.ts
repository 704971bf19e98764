// The shape of a notation file as a tree, as the editor's handlers send and receive it.

/** One element of the tree: either text or child elements. */
export interface TreeData {
  tag: string;
  attrs: Record<string, string>;
  text?: string;
  nodes?: TreeData[];
}
