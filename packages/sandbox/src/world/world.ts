import { limits } from "../server/limits.ts";
import { NodeMap } from "./node-map.ts";

export type Data = Readonly<Record<string, unknown>>;

/** Something that the platform remembers: a number, its settings, a QR code. */
export interface WorldNode {
  /** Of one kind no two have the same. */
  readonly id: string;
  /** Such as `phone_number`, the name of its path parameter without `_id`. */
  readonly kind: string;
  /** Id of what it belongs to, and with which it is removed. */
  readonly of: string | undefined;
  /** With the properties of all Graph versions. It is never changed: a change replaces the node. */
  readonly data: Data;
  /** Bytes of a file. */
  readonly bytes?: Uint8Array;
}

/** What a world holds. Nodes do not change, so that it stays as it was taken. */
export interface WorldSnapshot {
  readonly lastId: number;
  readonly nodes: readonly WorldNode[];
}

/** What happens to a world: a node is there, is gone, or everything is replaced. */
export type WorldChange =
  | { readonly put: WorldNode }
  | { readonly remove: Pick<WorldNode, "kind" | "id"> }
  | { readonly restored: true };

const firstId = 1_200_000_000_000_000; // apart from the ids of examples

/** Everything that the sandbox remembers. Of each kind it keeps the newest nodes. */
export class World {
  readonly #kinds = new Map<string, NodeMap<WorldNode>>();
  /** Nodes with bytes, oldest first, by kind and id. */
  readonly #files = new Map<string, WorldNode>();
  #fileBytes = 0;
  #lastId = firstId;
  readonly #watchers = new Set<(change: WorldChange) => void>();
  readonly #most: Readonly<Record<string, number>>;

  /** `most` is how many nodes of a kind are kept, where that is another number than usual. */
  constructor(most: Readonly<Record<string, number>> = {}) {
    this.#most = most;
  }

  /** The last number that was given as an id. */
  get lastId(): number {
    return this.#lastId;
  }

  /** How many nodes of a kind are kept. */
  most(kind: string): number {
    return this.#most[kind] ?? limits.entries;
  }

  /**
   * Calls `watcher` after each change from now on, until what is returned is called. Nodes that are dropped because there
   * are too many are not told.
   */
  watch(watcher: (change: WorldChange) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** A number that no other node has as its id. */
  newId(): string {
    return String(++this.#lastId);
  }

  /**
   * Adds a node, or replaces the one of this kind and id. `data` and `bytes` belong to the world from then on. Of files
   * that are too many bytes together the oldest are removed.
   */
  put(kind: string, of: string | undefined, data: Data, id = this.newId(), bytes?: Uint8Array): WorldNode {
    const node = { id, kind, of, data, ...(bytes && { bytes }) };
    this.#set(node);
    this.#tell({ put: node });
    for (const oldest of this.#files.values()) {
      if (this.#fileBytes <= limits.fileBytes) break;
      this.remove(oldest);
    }
    return node;
  }

  find(kind: string, id: string): WorldNode | undefined {
    return this.#kinds.get(kind)?.get(id);
  }

  /** The nodes of a kind that belong to `of`, oldest first. */
  list(kind: string, of: string): WorldNode[] {
    return this.#kinds.get(kind)?.of(of) ?? [];
  }

  /** All nodes of a kind, oldest first. */
  all(kind: string): WorldNode[] {
    return [...this.each(kind)];
  }

  /** All nodes of a kind, oldest first, without a copy of the list: the world must not change meanwhile. */
  each(kind: string): Iterable<WorldNode> {
    return this.#kinds.get(kind)?.values() ?? [];
  }

  /** Merges `changes` into the data of a node: objects are merged, all other values replaced. */
  change({ kind, id }: WorldNode, changes: Data): void {
    const node = this.find(kind, id);
    if (node) this.put(kind, node.of, merge(node.data, changes), id, node.bytes);
  }

  /** Removes a node and what belongs to it. What a node has only one of bears its id, and goes alone. */
  remove({ kind, id, of }: WorldNode): void {
    const nodes = this.#kinds.get(kind);
    this.#forgetFile(nodes?.get(id));
    if (nodes?.delete(id)) this.#tell({ remove: { kind, id } });
    if (of === id) return;
    for (const others of this.#kinds.values()) {
      for (const node of others.of(id)) this.remove(node);
    }
  }

  /** Shares the nodes with the world. */
  snapshot(): WorldSnapshot {
    return { lastId: this.#lastId, nodes: [...this.#kinds.values()].flatMap((kind) => [...kind.values()]) };
  }

  /** Ids go on: whoever remembers an id, such as a bot that handles each message once, never meets it again. */
  restore({ lastId, nodes }: WorldSnapshot): void {
    this.#kinds.clear();
    this.#files.clear();
    this.#fileBytes = 0;
    this.#lastId = Math.max(this.#lastId, lastId);
    for (const node of nodes) this.#set(node);
    this.#tell({ restored: true });
  }

  #tell(change: WorldChange): void {
    for (const watcher of this.#watchers) watcher(change);
  }

  #set(node: WorldNode): void {
    const { kind, id, bytes } = node;
    const nodes = this.#kinds.get(kind) ?? new NodeMap<WorldNode>(this.most(kind));
    this.#kinds.set(kind, nodes);
    this.#forgetFile(nodes.get(id));
    if (nodes.size === this.most(kind) && !nodes.has(id)) this.#forgetFile(nodes.values().next().value); // makes room
    nodes.set(id, node);
    if (!bytes) return;
    this.#files.set(`${kind} ${id}`, node);
    this.#fileBytes += bytes.length;
  }

  #forgetFile(node: WorldNode | undefined): void {
    if (!node?.bytes) return;
    this.#files.delete(`${node.kind} ${node.id}`);
    this.#fileBytes -= node.bytes.length;
  }
}

/** Id of what a node belongs to, empty if there is no such node. */
export function ownerOf(node: Pick<WorldNode, "of"> | undefined): string {
  return node?.of ?? "";
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
