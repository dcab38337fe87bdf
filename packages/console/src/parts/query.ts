import { useLocation } from "preact-iso";

interface Query {
  /** A value in the address, empty if it is not there. */
  get(name: string): string;
  /** Puts a value into the address, or takes an empty one away, without a new entry in the history. */
  set(name: string, value: string): void;
  /** With its question mark, empty if nothing is in it. */
  readonly text: string;
}

/** The query of the address, which keeps what is chosen in a view over reload and back. */
export function useQuery(): Query {
  const { path, query, route } = useLocation();
  return {
    get: (name) => query[name] ?? "",
    set: (name, value) => route(path + queryText({ ...query, [name]: value }), true),
    text: queryText(query),
  };
}

function queryText(values: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "")).toString();
  return text === "" ? "" : `?${text}`;
}
