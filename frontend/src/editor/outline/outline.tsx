// The scenario as a tree view: everything that the map shows and allows, without a mouse.

import { Component } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { problemCountText } from "../../ui/map/problem-counts";
import { movePlace } from "../commands";
import { beginDrag } from "../forms/dragging";
import type { ProblemCounts } from "../live-check";
import { ActionsMenu, AddMenu } from "../shell/actions";
import { handleStructureKey } from "../shell/keys";
import { useController } from "../shell/use-controller";
import type { EditorTranslate } from "../words";
import { type OutlineRowData, outlineRows } from "./rows";

/** Show the tree view with its filter. */
export function Outline() {
  const controller = useController();
  const { t } = controller;
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [typed, setTyped] = useState("");
  const sought = typed.trim().toLowerCase();
  const rows = useOutlineRows(folded, sought);
  return (
    <div class="ps-outline">
      <div class="ps-pane-head">
        <h4 id={controller.id("outline")}>{t("outline")}</h4>
        <AddMenu />
        <ActionsMenu />
      </div>
      <label class="ps-filter">
        <span class="ps-heard">{t("filter")}</span>
        <input
          type="search"
          value={typed}
          placeholder={t("filter")}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <p class="ps-heard" role="status">
        {sought && t("filter_found", { count: rows.filter((row) => row.key !== null).length })}
      </p>
      {rows.length === 0 ? (
        <p class="ps-quiet">{t("filter_nothing")}</p>
      ) : (
        <OutlineTree
          rows={rows}
          isFiltered={sought !== ""}
          fold={(row, open) => setFolded(new Map(folded).set(row.id, open))}
        />
      )}
    </div>
  );
}

/** Return the rows of the tree view. */
function useOutlineRows(folded: ReadonlyMap<string, boolean>, sought: string): readonly OutlineRowData[] {
  const { store, t, loaded } = useController();
  const { tree, selected } = store;
  const kinds = useMemo(() => new Map(loaded.catalogue.kinds.map(({ id, name }) => [id, name])), [loaded]);
  return useMemo(() => outlineRows(tree, { folded, sought, t, kinds, selected }), [tree, folded, sought, selected]);
}

interface OutlineTreeProps {
  rows: readonly OutlineRowData[];
  /** Whether only some rows are shown: they can't be dragged. */
  isFiltered: boolean;
  fold: (row: OutlineRowData, open: boolean) => void;
}

/** Show the rows, and do what keys and pointer do on them. */
function OutlineTree({ rows, isFiltered, fold }: OutlineTreeProps) {
  const controller = useController();
  const { store, check } = controller;
  const list = useRef<HTMLUListElement>(null);
  const marks = check.problemCounts();
  const { current, setFocus } = useCurrentRow(rows, store.selected, list);
  const go = (row: OutlineRowData | undefined) => {
    if (!row) return;
    setFocus(row.id);
    list.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus();
    if (row.key !== null) controller.select(row.key);
  };
  const onKey = (event: KeyboardEvent) => {
    const at = rows.findIndex((row) => row.id === (event.target as HTMLElement).dataset.row);
    const row = rows[at];
    if (!row || handleStructureKey(controller, event)) return;
    if (handleTreeKey(event, rows, at, { go, fold, form: () => row.key !== null && controller.goTo(row.key) })) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const node = target.closest<HTMLElement>("[data-row]");
    const row = rows.find(({ id }) => id === node?.dataset.row);
    if (!row) return;
    if (target.closest(".ps-toggle") || row.key === null) fold(row, !row.open);
    go(row);
  };
  return (
    <ul
      ref={list}
      class="ps-tree"
      role="tree"
      aria-labelledby={controller.id("outline")}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        if (!isFiltered) dragRow(event, rows, (key, to) => movePlace(controller, key, to));
      }}
      onClick={onClick}
    >
      {rows.map((row) => (
        <OutlineRow
          key={row.id}
          row={row}
          current={row.id === current}
          selected={row.key !== null && row.key === store.selected}
          {...rowMarks(controller.t, row.key === null ? undefined : marks.get(row.key))}
        />
      ))}
    </ul>
  );
}

/** Return the row that the Tab key reaches: the focused one, else the selected one, else the first. */
function useCurrentRow(rows: readonly OutlineRowData[], selected: number, list: { current: HTMLUListElement | null }) {
  const [focus, setFocus] = useState<string | null>(null);
  const chosen = rows.find((row) => row.key === selected)?.id;
  // Before the next Tab.
  useLayoutEffect(() => {
    if (chosen) setFocus(chosen);
  }, [chosen]);
  useEffect(() => {
    const node = list.current?.querySelector<HTMLElement>(`[data-row="${chosen}"]`);
    if (node && list.current) scrollIntoList(list.current, node);
  }, [chosen]);
  const current = rows.some((row) => row.id === focus) ? focus! : (chosen ?? rows[0]?.id ?? "");
  return { current, setFocus };
}

/** Return the numbers of a row's problems, and what they are in words. */
function rowMarks(
  t: EditorTranslate,
  { errors = 0, warnings = 0, missing = 0 }: Partial<ProblemCounts> = {},
): Pick<OutlineRowProps, "errors" | "warnings" | "missing" | "marked"> {
  const marked = !errors && missing ? t("mark_missing", { count: missing }) : problemCountText(t, errors, warnings);
  return { errors, warnings, missing, marked };
}

interface OutlineRowProps {
  row: OutlineRowData;
  current: boolean;
  selected: boolean;
  errors: number;
  warnings: number;
  missing: number;
  marked: string;
}

/** One row. It renders only when what it shows has changed, so that typing stays fast in large scenarios. */
class OutlineRow extends Component<OutlineRowProps> {
  /** Compare all props. */
  override shouldComponentUpdate(next: OutlineRowProps): boolean {
    const { row, ...flags } = this.props;
    const { row: nextRow, ...nextFlags } = next;
    return !haveSameValues(row, nextRow) || !haveSameValues(flags, nextFlags);
  }

  /** Show the row. */
  override render() {
    const { row, current, selected, errors, missing, marked } = this.props;
    return (
      <li
        role="treeitem"
        data-row={row.id}
        class={`ps-row-${row.kind}`}
        tabIndex={current ? 0 : -1}
        aria-level={row.level}
        aria-setsize={row.size}
        aria-posinset={row.place}
        aria-selected={row.key === null ? undefined : selected}
        aria-expanded={row.open ?? undefined}
      >
        <span class="ps-toggle" aria-hidden="true" />
        {row.number && <span class="ps-number">{row.number}</span>}
        <span class="ps-row-text">
          {row.text}
          {row.aside && (
            <span class="ps-aside">
              {" "}
              {row.leads && (
                <>
                  <Icon name="forward" />
                  <span class="ps-heard">{row.leads}</span>{" "}
                </>
              )}
              {row.aside}
            </span>
          )}
        </span>
        {row.size > 1 && ["scene", "choice", "ending"].includes(row.kind) && (
          <span class="ps-grip" aria-hidden="true" />
        )}
        {marked && <span class={`ps-mark ${errors ? "ps-error" : missing ? "ps-missing" : ""}`}>{marked}</span>}
      </li>
    );
  }
}

/** Drag a row by its grip among the rows of its kind: scenes, endings, or the choices of one scene. */
function dragRow(event: PointerEvent, rows: readonly OutlineRowData[], drop: (key: number, to: number) => void): void {
  const list = event.currentTarget as HTMLElement;
  const item = (event.target as Element).closest(".ps-grip")?.closest<HTMLElement>("[data-row]");
  const at = rows.findIndex(({ id }) => id === item?.dataset.row);
  const row = rows[at];
  if (!item || !row || row.key === null) return;
  const isMate = (other: OutlineRowData) => other.kind === row.kind;
  // A scene's choices are the rows around it without another kind between them.
  const [before, after] = [rows.slice(0, at).reverse(), rows.slice(at + 1)];
  const run = (side: readonly OutlineRowData[]) => {
    const end = side.findIndex((other) => !isMate(other));
    return end < 0 ? side : side.slice(0, end);
  };
  const mates = row.kind === "choice" ? [...[...run(before)].reverse(), row, ...run(after)] : rows.filter(isMate);
  const nodes = mates.map(({ id }) => list.querySelector<HTMLElement>(`[data-row="${id}"]`)!);
  const { key } = row;
  beginDrag(event, item, nodes, (to) => drop(key, to));
}

/** Compare the values of two objects. */
function haveSameValues(one: object, other: object): boolean {
  const names = Object.keys(one) as Array<keyof typeof one>;
  return names.every((name) => one[name] === other[name]);
}

interface TreeActions {
  go: (row: OutlineRowData | undefined) => void;
  fold: (row: OutlineRowData, open: boolean) => void;
  form: () => void;
}

/** Handle a key as the ARIA Authoring Practices define for trees; return whether it was one. */
function handleTreeKey(
  event: KeyboardEvent,
  rows: readonly OutlineRowData[],
  at: number,
  { go, fold, form }: TreeActions,
): boolean {
  const row = rows[at]!;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const [closes, opens] =
    getComputedStyle(event.currentTarget as Element).direction === "rtl"
      ? ["ArrowRight", "ArrowLeft"]
      : ["ArrowLeft", "ArrowRight"];
  if (event.key === closes) {
    if (row.open) fold(row, false);
    else
      go(
        rows
          .slice(0, at)
          .reverse()
          .find((other) => other.level < row.level),
      );
  } else if (event.key === opens) {
    if (row.open === false) fold(row, true);
    else if (row.open) go(rows[at + 1]);
  } else if (event.key === "ArrowDown") go(rows[at + 1]);
  else if (event.key === "ArrowUp") go(rows[at - 1]);
  else if (event.key === "Home") go(rows[0]);
  else if (event.key === "End") go(rows.at(-1));
  else if (event.key === "Enter") row.key === null ? fold(row, !row.open) : form();
  else if (event.key === " ") row.key === null ? fold(row, !row.open) : go(row);
  else if (/^[\p{L}\p{N}]$/u.test(event.key) && !event.shiftKey) {
    const later = [...rows.slice(at + 1), ...rows.slice(0, at)];
    go(later.find((other) => (other.number + other.text).toLowerCase().startsWith(event.key.toLowerCase())));
  } else return false;
  return true;
}

/** Scroll inside the list only: the page must not move. */
function scrollIntoList(list: HTMLElement, node: HTMLElement): void {
  const [parent, inner] = [list.getBoundingClientRect(), node.getBoundingClientRect()];
  if (inner.top < parent.top) list.scrollTop -= parent.top - inner.top + 8;
  else if (inner.bottom > parent.bottom) list.scrollTop += inner.bottom - parent.bottom + 8;
}
