import type { DomainContext, Handler } from "../domain.ts";
import { unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import type { Data, World, WorldNode } from "./world.ts";

/** The example of an operation, and of the ids in its path. */
interface Example {
  readonly path: Readonly<Record<string, string>>;
  readonly answer: unknown;
  /** All examples, the first of which is `answer`. */
  readonly answers: readonly unknown[];
}

/** An operation that keeps what it is given, or returns what is kept. */
export interface Kept {
  readonly handle: (world: World, context: DomainContext) => Handler;
  /** Puts what its example shows into the world that the sandbox starts with. */
  readonly seed?: ((world: World, example: Example) => void) | undefined;
}

interface ListOptions {
  /** Property that tells the items apart. @default "id" */
  key?: string;
  /** Whether a node is listed for this request, beside belonging to the node in the path. */
  where?: (data: Data, request: CheckedRequest) => boolean;
}

/** Lists the nodes of a kind that belong to the node in the path. */
export function list(kind: string, owner: string, { key = "id", where = () => true }: ListOptions = {}): Kept {
  return {
    handle: (world) => (request) =>
      world
        .list(kind, idIn(request, owner))
        .map(({ data }) => data)
        .filter((data) => where(data, request)),
    seed: (world, { path, answer }) => {
      for (const item of itemsOf(answer)) {
        const id = item[key] === undefined ? world.newId() : String(item[key]);
        merge(world, kind, path[owner], id, item);
      }
    },
  };
}

interface CreateOptions {
  /** What the node has beside the body. */
  with?: (request: CheckedRequest, id: string) => Data;
  /** What the node has, in place of the body. */
  data?: (request: CheckedRequest, id: string, now: () => number) => Data;
  /** Id of the node. @default a new one */
  id?: (request: CheckedRequest) => string;
  /** @default its id */
  answer?: (node: WorldNode) => object;
}

/** Makes a node of the body, which belongs to the node in the path. */
export function create(kind: string, owner: string, options: CreateOptions = {}): Kept {
  const { with: more, data: dataFor, id: idOf, answer = ({ id }) => ({ id }) } = options;
  return {
    handle:
      (world, { now }) =>
      (request) => {
        const id = idOf?.(request) ?? world.newId();
        const data = dataFor?.(request, id, now) ?? { id, ...contentOf(request), ...more?.(request, id) };
        return answer(world.put(kind, idIn(request, owner), data, id));
      },
  };
}

/** Reads the node that the path names. */
export function read(kind: string, name = `${kind}_id`): Kept {
  return {
    handle: (world) => (request) => nodeIn(world, request, kind, name).data,
    seed: (world, { path, answers }) => {
      const id = path[name];
      if (id === undefined) return;
      // other examples show other fields of the same node
      for (const data of answers.toReversed().map(dataOf)) {
        if ([id, undefined].includes(data["id"] as string)) merge(world, kind, undefined, id, { ...data, id });
      }
    },
  };
}

const success = () => ({ success: true });

interface ChangeOptions {
  /** What changes beside what the body says. */
  with?: (request: CheckedRequest, node: WorldNode) => Data;
  /** @default `{ success: true }` */
  answer?: (node: WorldNode, request: CheckedRequest) => object;
}

/** Merges the body into the node that the path names. */
export function change(kind: string, name = `${kind}_id`, { with: more, answer = success }: ChangeOptions = {}): Kept {
  return {
    handle: (world) => (request) => {
      const node = nodeIn(world, request, kind, name);
      world.change(node, { ...contentOf(request), ...more?.(request, node) });
      return answer(node, request);
    },
  };
}

/** Removes the node that a parameter names, with what belongs to it. */
export function remove(kind: string, name = `${kind}_id`, answer: () => object = success): Kept {
  return {
    handle: (world) => (request) => {
      world.remove(nodeIn(world, request, kind, name));
      return answer();
    },
  };
}

/** Reads what a node has only one of, such as its settings; `wrap` is how the answer holds it. */
export function readPart(kind: string, owner: string, wrap: (data: Data) => object = (data) => data): Kept {
  return {
    handle: (world) => (request) => wrap(world.find(kind, idIn(request, owner))?.data ?? {}),
    seed: (world, { path, answer }) => {
      const id = path[owner];
      if (id !== undefined) merge(world, kind, id, id, itemsOf(answer)[0] ?? dataOf(answer));
    },
  };
}

/** Merges the body into what a node has only one of. */
export function changePart(kind: string, owner: string, { with: more, answer = success }: ChangeOptions = {}): Kept {
  return {
    handle: (world) => (request) => {
      const id = idIn(request, owner);
      const node = world.find(kind, id) ?? world.put(kind, id, {}, id);
      world.change(node, { ...contentOf(request), ...more?.(request, node) });
      return answer(node, request);
    },
  };
}

/** Takes away what a node has only one of. */
export function removePart(kind: string, owner: string): Kept {
  return {
    handle: (world) => (request) => {
      const node = world.find(kind, idIn(request, owner));
      if (node) world.remove(node);
      return success();
    },
  };
}

/**
 * The node that a parameter names, in the path, the query or the body.
 *
 * @throws GraphFailure if there is none
 */
export function nodeIn(world: World, request: CheckedRequest, kind: string, name: string): WorldNode {
  const { method = "GET", path, query, body } = request;
  const id = String(path[name] ?? query[name] ?? body[name]);
  const node = world.find(kind, id);
  if (!node) throw unknownNode(method, id);
  return node;
}

export function idIn({ path }: Pick<CheckedRequest, "path">, name: string): string {
  return path[name] ?? "";
}

/** What the call says, without which product it is about and what it wants to be answered. */
export function contentOf({ query, body }: CheckedRequest): Data {
  const isContent = ([name]: [string, unknown]) => name !== "messaging_product" && name !== "fields";
  return Object.fromEntries(Object.entries({ ...query, ...body }).filter(isContent));
}

export function merge(world: World, kind: string, of: string | undefined, id: string, data: Data): void {
  const known = world.find(kind, id);
  world.put(kind, known?.of ?? of, { ...known?.data, ...data }, id);
}

export function dataOf(answer: unknown): Data {
  return typeof answer === "object" && answer !== null ? { ...answer } : {};
}

export function itemsOf(answer: unknown): Data[] {
  const { data } = dataOf(answer);
  return Array.isArray(data) ? data.map(dataOf) : [];
}
