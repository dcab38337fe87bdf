import type { ComponentChildren } from "preact";

interface NodeTableProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** The first names the row. */
  readonly columns: readonly { readonly label: string; readonly cell: (item: Item) => ComponentChildren }[];
  /** What is said when there are none. */
  readonly none: ComponentChildren;
}

/** A table, or why it is empty. On narrow screens each row is a card. */
export function NodeTable<Item>({ label, items, keyOf, columns, none }: NodeTableProps<Item>) {
  if (items.length === 0) return <p class="quiet">{none}</p>;
  const [first, ...others] = columns;
  return (
    <table class="nodes" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            <th scope="row">{first?.cell(item)}</th>
            {others.map((column) => (
              <td key={column.label} data-label={column.label}>
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A table below a heading of its own. */
export function NodePanel<Item>({ id, title, ...table }: NodeTableProps<Item> & { id: string; title: string }) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <NodeTable {...table} />
    </section>
  );
}
