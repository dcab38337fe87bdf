import { BoundedMap } from "../server/bounded-map.ts";
import { limits } from "../server/limits.ts";

export type Data = Readonly<Record<string, unknown>>;

/** Something that the platform remembers: a number, its settings, a QR code. */
export interface WorldNode {
  /** Of one kind no two have the same. */
  readonly id: string;
  /** Such as `phone_number`, the name of its path parameter without `_id`. */
  readonly kind: string;
  /** Id of what it belongs to, and with which it is removed. */
  readonly of: string | undefined;
  /** With the properties of all Graph versions. */
  readonly data: Data;
}

/** A copy of a world as plain data, which JSON can carry. */
export interface WorldSnapshot {
  readonly lastId: number;
  readonly nodes: readonly WorldNode[];
}

const firstId = 1_200_000_000_000_000; // apart from the ids of examples

/** Everything that the sandbox remembers. Of each kind it keeps the newest nodes. */
export class World {
  readonly #kinds = new Map<string, BoundedMap<string, WorldNode>>();
  #lastId = firstId;

  /** A number that no other node has as its id. */
  newId(): string {
    return String(++this.#lastId);
  }

  /** Adds a node, or replaces the one of this kind and id. */
  put(kind: string, of: string | undefined, data: Data, id = this.newId()): WorldNode {
    const nodes = this.#kinds.get(kind) ?? new BoundedMap<string, WorldNode>({ entries: limits.entries });
    this.#kinds.set(kind, nodes);
    const node = { id, kind, of, data };
    nodes.set(id, node);
    return node;
  }

  find(kind: string, id: string): WorldNode | undefined {
    return this.#kinds.get(kind)?.get(id);
  }

  /** The nodes of a kind that belong to `of`, oldest first. */
  list(kind: string, of: string): WorldNode[] {
    return this.all(kind).filter((node) => node.of === of);
  }

  /** All nodes of a kind, oldest first. */
  all(kind: string): WorldNode[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])];
  }

  /** Merges `changes` into the data of a node: objects are merged, all other values replaced. */
  change({ kind, id }: WorldNode, changes: Data): void {
    const node = this.find(kind, id);
    if (node) this.put(kind, node.of, merge(node.data, changes), id);
  }

  /** Removes a node and what belongs to it. What a node has only one of bears its id, and goes alone. */
  remove({ kind, id, of }: WorldNode): void {
    this.#kinds.get(kind)?.delete(id);
    if (of === id) return;
    for (const nodes of this.#kinds.values()) {
      for (const node of nodes.values()) if (node.of === id) this.remove(node);
    }
  }

  snapshot(): WorldSnapshot {
    const nodes = [...this.#kinds.values()].flatMap((kind) => [...kind.values()]);
    return structuredClone({ lastId: this.#lastId, nodes });
  }

  /** Ids go on: whoever remembers an id, such as a bot that handles each message once, never meets it again. */
  restore({ lastId, nodes }: WorldSnapshot): void {
    this.#kinds.clear();
    this.#lastId = Math.max(this.#lastId, lastId);
    for (const { id, kind, of, data } of structuredClone(nodes)) this.put(kind, of, data, id);
  }
}

function merge(data: Data, changes: Data): Data {
  const merged = new Map(Object.entries(data));
  for (const [name, value] of Object.entries(changes)) {
    const known = merged.get(name);
    if (value !== undefined) merged.set(name, isData(known) && isData(value) ? merge(known, value) : value);
  }
  return Object.fromEntries(merged);
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
