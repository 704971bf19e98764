// Where an author has put scenes and endings on the map: an attribute that learners and the content version ignore.

import { type TreeNode, withAttribute } from "../tree";
import { updateChildren } from "./edits";

/** A point of the map, in map units. */
export interface MapPosition {
  x: number;
  y: number;
}

/** Return where a scene or ending was put, or null where the map finds a place for it. */
export function mapPositionOf(place: TreeNode): MapPosition | null {
  const [, x, y] = /^\s*(-?\d{1,6}),(-?\d{1,6})\s*$/.exec(place.attrs.map ?? "") ?? [];
  return x === undefined || y === undefined ? null : { x: Number(x), y: Number(y) };
}

/** The largest number of a position: the notation takes six digits. */
const farthest = 999_999;
/** Return a number that a position can have. */
const inBounds = (value: number): number => Math.round(Math.min(farthest, Math.max(-farthest, value)));

/** Return a scene or ending that was put somewhere; with null, the map finds a place for it. */
export const setMapPosition = (place: TreeNode, at: MapPosition | null): TreeNode =>
  withAttribute(place, "map", at && `${inBounds(at.x)},${inBounds(at.y)}`);

/** Return the tree with scenes and endings, by id, put somewhere. */
export const moveOnMap = (root: TreeNode, positions: ReadonlyMap<string, MapPosition | null>): TreeNode =>
  updateChildren(root, (node) => {
    const id = node.attrs.id ?? "";
    const at = positions.get(id);
    return (node.tag === "scene" || node.tag === "ending") && at !== undefined ? setMapPosition(node, at) : node;
  });
