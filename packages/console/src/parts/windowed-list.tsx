import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Rows from `first` to before `last`. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

interface WindowedListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  /** Of each row, in pixels. */
  readonly rowHeight: number;
  readonly keyOf: (item: Item) => string;
  readonly render: (item: Item) => ComponentChildren;
  /** Called with the rows that exist, as they change. */
  readonly onRange?: (range: Range) => void;
}

const spare = 6; // rows above and below what is seen

/** A long list, of which only the rows exist that are seen. */
export function WindowedList<Item>({ label, items, rowHeight, keyOf, render, onRange }: WindowedListProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const height = useSignal(800);
  useEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => (height.value = current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const range = useComputed(() => {
    const first = Math.max(Math.floor(scrolled.value / rowHeight) - spare, 0);
    return { first, last: Math.ceil((scrolled.value + height.value) / rowHeight) + spare };
  });
  const { first, last } = range.value;
  useEffect(() => onRange?.({ first, last }), [first, last]);
  return (
    <div
      ref={box}
      class="windowed"
      tabIndex={0}
      role="list"
      aria-label={label}
      onScroll={({ currentTarget }) => (scrolled.value = currentTarget.scrollTop)}
    >
      <div style={{ height: `${items.length * rowHeight}px` }}>
        <div style={{ transform: `translateY(${first * rowHeight}px)` }}>
          {items.slice(first, last).map((item, index) => (
            <div
              key={keyOf(item)}
              role="listitem"
              aria-setsize={items.length}
              aria-posinset={first + index + 1}
              style={{ height: `${rowHeight}px` }}
            >
              {render(item)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
