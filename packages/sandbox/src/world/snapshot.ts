import type { Data, World, WorldNode, WorldSnapshot } from "./world.ts";

/** A node as plain data, which JSON can carry. */
export interface SnapshotNode {
  readonly id: string;
  /** Such as `phone_number`. */
  readonly kind: string;
  /** Id of what it belongs to. @default nothing */
  readonly of?: string;
  readonly data: Data;
  /** Bytes of a file, in base64. */
  readonly file?: string;
}

/** Nodes as plain data, and the other way round: who takes a snapshot and restores it pays once. */
const plainNodes = new WeakMap<WorldNode, SnapshotNode>();
const worldNodes = new WeakMap<SnapshotNode, WorldNode>();

/** The nodes of a world as plain data. They are frozen, as they are shared with the world. */
export function nodesOf(world: World): SnapshotNode[] {
  return world.snapshot().nodes.map((node) => {
    const known = plainNodes.get(node);
    if (known) return known;
    deepFreeze(node.data);
    const plain = Object.freeze(encodeNode(node));
    plainNodes.set(node, plain);
    worldNodes.set(plain, node);
    return plain;
  });
}

export function encodeNode({ id, kind, of, data, bytes }: WorldNode): SnapshotNode {
  return {
    id,
    kind,
    ...(of !== undefined && { of }),
    data,
    ...(bytes && { file: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64") }),
  };
}

/**
 * What a world holds, from plain data of which nothing is known. The data may change afterwards.
 *
 * @throws TypeError that names what is wrong, and begins with `what`
 */
export function readNodes({ lastId, nodes }: { lastId?: unknown; nodes?: unknown }, what: string): WorldSnapshot {
  if (typeof lastId !== "number" || !Number.isSafeInteger(lastId) || lastId < 0)
    throw new TypeError(`${what}: lastId must be a whole number`);
  if (!Array.isArray(nodes)) throw new TypeError(`${what}: nodes must be an array`);
  const known = new Set<string>();
  return {
    lastId,
    nodes: nodes.map((value: unknown, index) => {
      const node = readNode(value, `${what}: nodes[${index}]`);
      const name = `${node.kind} ${node.id}`;
      if (known.has(name)) throw new TypeError(`${what}: nodes[${index}] is there twice, the ${name}`);
      known.add(name);
      return node;
    }),
  };
}

/** @throws TypeError that begins with `place` if the value is no node */
export function readNode(value: unknown, place: string): WorldNode {
  if (!isObject(value)) throw new TypeError(`${place} must be an object`);
  const shared = worldNodes.get(value as unknown as SnapshotNode);
  if (shared) return shared;
  const { id, kind, of, data, file, ...more } = value;
  for (const [name, text] of Object.entries({ id, kind, of: of ?? "none" })) {
    if (typeof text !== "string" || text === "") throw new TypeError(`${place}.${name} must be a text`);
  }
  if (!isObject(data)) throw new TypeError(`${place}.data must be an object`);
  for (const name of Object.keys(more)) throw new TypeError(`${place}.${name} is not known`);
  return {
    id: String(id),
    kind: String(kind),
    of: of === undefined || of === null ? undefined : String(of),
    data: plainCopy(data, `${place}.data`),
    ...(file !== undefined && { bytes: readBytes(file, `${place}.file`) }),
  };
}

function readBytes(value: unknown, place: string): Uint8Array {
  if (typeof value !== "string") throw new TypeError(`${place} must be base64`);
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64") !== value) throw new TypeError(`${place} must be base64`);
  return new Uint8Array(bytes);
}

/** @throws TypeError if JSON cannot carry the value */
export function plainCopy<Value extends object>(value: Value, place: string): Value {
  try {
    return JSON.parse(JSON.stringify(value)) as Value;
  } catch {
    throw new TypeError(`${place} must be plain data`);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Makes plain data unchangeable, at every depth. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
