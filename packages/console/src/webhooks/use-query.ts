import { useLocation } from "preact-iso";

interface Query {
  /** What stands in the address, empty if it does not. */
  read(name: string): string;
  /** Changes the address without a step back to before. */
  write(name: string, value: string): void;
  /** Another path with the same query. */
  keep(path: string): string;
}

/** The query of the address. */
export function useQuery(): Query {
  const { path, query, route } = useLocation();
  const search = (values: Readonly<Record<string, string>>) => {
    const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "")).toString();
    return text === "" ? "" : `?${text}`;
  };
  return {
    read: (name) => (Object.hasOwn(query, name) ? (query[name] ?? "") : ""),
    write(name, value) {
      if ((query[name] ?? "") !== value) route(path + search({ ...query, [name]: value }), true);
    },
    keep: (to) => to + search(query),
  };
}
