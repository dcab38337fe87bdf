import { unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { contentOf, idIn, itemsOf, type Kept } from "./kept.ts";
import type { Data, World, WorldNode } from "./world.ts";

interface ListLinksOptions {
  /** What an item is known by among those of its owner. @default its `id` */
  key?: (item: Data) => unknown;
  /** Whether an item is listed for this request. */
  where?: (data: Data, request: CheckedRequest) => boolean;
  /** How the answer holds the items. @default as its `data` */
  wrap?: (items: Data[]) => object;
  /** The items in an answer. */
  items?: (answer: unknown) => Data[];
}

const idOf = ({ id }: Data) => id;

/** Lists what is linked to the node in the path: two owners may have the same, and keep it apart. */
export function listLinks(kind: string, owner: string, options: ListLinksOptions = {}): Kept {
  const { key = idOf, where = () => true, wrap = (items) => items, items = itemsOf } = options;
  return {
    handle: (world) => (request) =>
      wrap(
        world
          .list(kind, idIn(request, owner))
          .map(({ data }) => data)
          .filter((data) => where(data, request)),
      ),
    seed: (world, { path, answer }) => {
      const id = idIn({ path }, owner);
      for (const item of items(answer)) {
        putLink(world, kind, id, String(key(item)), { ...findLink(world, kind, id, String(key(item)))?.data, ...item });
      }
    },
  };
}

interface LinkOptions {
  /** What the link says. @default what the call says */
  data?: (request: CheckedRequest, id: string, now: () => number, world: World) => Data;
  answer?: (data: Data, request: CheckedRequest) => object;
}

/** Links what the parameter `name` names to the node in the path, or replaces that link. */
export function link(kind: string, owner: string, name: string, options: LinkOptions = {}): Kept {
  const { data: dataFor = (request, id) => ({ id, ...contentOf(request) }), answer = () => ({ success: true }) } =
    options;
  return {
    handle:
      (world, { now }) =>
      (request) => {
        const id = parameter(request, name);
        const data = dataFor(request, id, now, world);
        putLink(world, kind, idIn(request, owner), id, data);
        return answer(data, request);
      },
  };
}

/** Takes away the link that the parameter `name` names. */
export function unlink(kind: string, owner: string, name: string): Kept {
  return {
    handle: (world) => (request) => {
      world.remove(linkIn(world, request, kind, owner, name));
      return { success: true };
    },
  };
}

/**
 * The link that a call is about.
 *
 * @throws GraphFailure if there is none
 */
export function linkIn(world: World, request: CheckedRequest, kind: string, owner: string, name: string): WorldNode {
  const id = parameter(request, name);
  const found = findLink(world, kind, idIn(request, owner), id);
  if (!found) throw unknownNode(request.method ?? "GET", id);
  return found;
}

export function findLink(world: World, kind: string, owner: string, id: string): WorldNode | undefined {
  return world.find(kind, linkId(owner, id));
}

export function putLink(world: World, kind: string, owner: string, id: string, data: Data): WorldNode {
  return world.put(kind, owner, data, linkId(owner, id));
}

function linkId(owner: string, id: string): string {
  return `${owner} ${id}`; // ids have no spaces, so no two links are taken for one
}

function parameter({ path, query, body }: CheckedRequest, name: string): string {
  return String(path[name] ?? query[name] ?? body[name]);
}
