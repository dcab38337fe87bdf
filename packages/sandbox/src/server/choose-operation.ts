import { invalidParameter, unknownNode } from "./errors.ts";
import type { Match, Operation } from "./operations.ts";

/** Whether a node with the id exists, by the path parameter that holds such ids. */
export type Nodes = Readonly<Record<string, (id: string) => boolean>>;

/** The operation of a URL, with the values of its path parameters. */
export interface Target {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

function isKept({ route, values }: Match, nodes: Nodes): boolean {
  const [name = ""] = route.names;
  return nodes[name]?.(String(values[name])) === true;
}

/**
 * Chooses among routes with the same pattern by their first id: the node that a domain has stored, else a kind of node
 * that no domain stores. Such a kind accepts every id if no other kind matches the URL, else only its example's id.
 *
 * @throws GraphFailure if no node has the id, or the node does not support the method
 */
export function chooseOperation(matches: readonly Match[], method: string, nodes: Nodes): Target {
  const kinds = new Set(matches.map(({ route }) => route.names[0]));
  const kept = matches.filter((match) => isKept(match, nodes));
  const fitting =
    kept.length > 0
      ? kept
      : matches.filter(({ route, values }) => {
          const [name] = route.names;
          if (name === undefined) return true;
          return name in nodes ? false : kinds.size === 1 || route.examples[name] === values[name];
        });
  const [first] = fitting;
  if (!first) throw unknownNode(method, String(Object.values(matches[0]?.values ?? {})[0]));
  for (const { route, values } of fitting) {
    const operation = route.operations.get(method);
    if (operation) return { operation, path: values };
  }
  const allowed = fitting.flatMap(({ route }) => [...route.operations.keys()]).join(", ");
  throw invalidParameter(`Unsupported method ${method} for ${first.route.template}: allowed here are ${allowed}`);
}
