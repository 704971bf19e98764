// The scenario as a tree: everything the map shows, and everything that can be done there, without a mouse.

import { Component } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { ActionsMenu, AddMenu } from "../shell/actions";
import { structureKey } from "../shell/keys";
import { useDesk } from "../shell/desk-context";
import { marksWords } from "../shell/marks";
import { rowsOf, type Row } from "./rows";

export function Outline() {
  const desk = useDesk();
  const { store, say, check, loaded } = desk;
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [typed, setTyped] = useState("");
  const [focus, setFocus] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const kinds = useMemo(() => new Map(loaded.catalogue.kinds.map(({ id, name }) => [id, name])), [loaded]);
  const sought = typed.trim().toLowerCase();
  const { tree, selected } = store;
  const rows = useMemo(() => rowsOf(tree, { folded, sought, say, kinds, selected }), [tree, folded, sought, selected]);
  const marks = check.marks();

  const chosen = rows.find((row) => row.key === selected)?.id;
  // Where the selected row is folded away or filtered out, Tab still has to lead into the tree.
  const current = rows.some((row) => row.id === focus) ? focus! : chosen ?? rows[0]?.id ?? "";
  // Before the next Tab.
  useLayoutEffect(() => { if (chosen) setFocus(chosen); }, [chosen]);
  useEffect(() => {
    const node = list.current?.querySelector<HTMLElement>(`[data-row="${chosen}"]`);
    if (node && list.current) intoView(list.current, node);
  }, [chosen]);

  const go = (row: Row | undefined) => {
    if (!row) return;
    setFocus(row.id);
    list.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus();
    if (row.key !== null) desk.select(row.key);
  };
  const fold = (row: Row, open: boolean) => setFolded(new Map(folded).set(row.id, open));

  const onKey = (event: KeyboardEvent) => {
    const at = rows.findIndex((row) => row.id === (event.target as HTMLElement).dataset.row);
    const row = rows[at];
    if (!row || structureKey(desk, event)) return;
    if (treeKey(event, rows, at, { go, fold, form: () => row.key !== null && desk.goTo(row.key) })) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div class="ps-outline">
      <div class="ps-pane-head">
        <h4 id={desk.id("outline")}>{say("outline")}</h4>
        <AddMenu />
        <ActionsMenu />
      </div>
      <label class="ps-filter">
        <span class="ps-heard">{say("filter")}</span>
        <input type="search" value={typed} placeholder={say("filter")} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <p class="ps-heard" role="status">{sought && say("filter_found", { count: rows.filter((row) => row.key !== null).length })}</p>
      {rows.length === 0 ? <p class="ps-quiet">{say("filter_nothing")}</p> : (
        <ul ref={list} class="ps-tree" role="tree" aria-labelledby={desk.id("outline")} onKeyDown={onKey} onClick={(event) => {
          const node = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
          const row = rows.find(({ id }) => id === node?.dataset.row);
          if (!row) return;
          if ((event.target as HTMLElement).closest(".ps-fold") || row.key === null) fold(row, !row.open);
          go(row);
        }}>
          {rows.map((row) => {
            const { errors = 0, warnings = 0 } = (row.key !== null && marks.get(row.key)) || {};
            return (
              <Line key={row.id} row={row} current={row.id === current} selected={row.key !== null && row.key === selected}
                errors={errors} warnings={warnings} marked={marksWords(say, errors, warnings)} />
            );
          })}
        </ul>
      )}
    </div>
  );
}

interface LineProps { row: Row; current: boolean; selected: boolean; errors: number; warnings: number; marked: string }

/** One row; drawn anew only where what it shows has changed, so that typing in a large scenario stays quick. */
class Line extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps): boolean {
    const { row, ...flags } = this.props;
    const { row: nextRow, ...nextFlags } = next;
    return !same(row, nextRow) || !same(flags, nextFlags);
  }

  override render() {
    const { row, current, selected, errors, marked } = this.props;
    return (
      <li role="treeitem" data-row={row.id} class={`ps-row-${row.kind}`} tabIndex={current ? 0 : -1} aria-level={row.level} aria-setsize={row.size}
        aria-posinset={row.place} aria-selected={row.key === null ? undefined : selected} aria-expanded={row.open ?? undefined}>
        <span class="ps-fold" aria-hidden="true" />
        {row.number && <span class="ps-number">{row.number}</span>}
        <span class="ps-row-text">{row.text}{row.aside && <span class="ps-aside"> {row.aside}</span>}</span>
        {marked && <span class={errors ? "ps-mark ps-error" : "ps-mark"}>{marked}</span>}
      </li>
    );
  }
}

function same(one: object, other: object): boolean {
  const names = Object.keys(one) as Array<keyof typeof one>;
  return names.every((name) => one[name] === other[name]);
}

interface Moves { go: (row: Row | undefined) => void; fold: (row: Row, open: boolean) => void; form: () => void }

/** The keys of a tree, as the ARIA Authoring Practices give them. True where one was meant. */
function treeKey(event: KeyboardEvent, rows: readonly Row[], at: number, { go, fold, form }: Moves): boolean {
  const row = rows[at]!;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const [closes, opens] = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  if (event.key === closes) {
    if (row.open) fold(row, false);
    else go(rows.slice(0, at).reverse().find((other) => other.level < row.level));
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

/** Scrolls within the list alone: the page around must stay where it is. */
function intoView(list: HTMLElement, node: HTMLElement): void {
  const [outer, inner] = [list.getBoundingClientRect(), node.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top + 8;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom + 8;
}
