import type { CheckedRequest } from "../server/validate.ts";
import { idIn, type Kept } from "../world/kept.ts";
import { findLink, listLinks, putLink } from "../world/links.ts";
import type { Data, World } from "../world/world.ts";
import { contactOf, customerBy } from "./customer-nodes.ts";

const kind = "blocked_user";
const number = "phone_number_id";

interface NamedUser {
  user?: string;
  user_id?: string;
}

function keyOf({ user, user_id }: NamedUser): string {
  return user_id ?? String(user).replaceAll(/\D/g, "");
}

function usersIn({ body }: CheckedRequest) {
  return (body["block_users"] as NamedUser[]).map((named) => {
    const key = keyOf(named);
    const ids = named.user_id === undefined ? { wa_id: key } : { user_id: key };
    return { key, ids, answer: { input: named.user_id ?? String(named.user), ...ids } };
  });
}

/** Both ids of a customer. */
function knownIds(world: World, key: string): Data {
  const customer = customerBy(world, key);
  const { profile: _profile, ...ids }: Data = customer ? { ...contactOf(customer) } : {};
  return ids;
}

const product = "whatsapp";

/** The block list of a number, empty at the start: its example names those whom everybody wants to write to. */
export const blockOperations: Readonly<Record<string, Kept>> = {
  listBlockedUsers: { handle: listLinks(kind, number).handle },
  blockUsers: {
    handle: (world) => (request) => {
      const users = usersIn(request);
      const owner = idIn(request, number);
      for (const { key, ids } of users) {
        const isBlocked = world.list(kind, owner).some(({ data }) => data["wa_id"] === key || data["user_id"] === key);
        if (!isBlocked)
          putLink(world, kind, owner, key, { messaging_product: product, ...ids, ...knownIds(world, key) });
      }
      return { messaging_product: product, block_users: { added_users: users.map(({ answer }) => answer) } };
    },
  },
  unblockUsers: {
    handle: (world) => (request) => {
      const users = usersIn(request);
      const owner = idIn(request, number);
      for (const { key } of users) {
        const node =
          findLink(world, kind, owner, key) ??
          world.list(kind, owner).find(({ data }) => data["wa_id"] === key || data["user_id"] === key);
        if (node) world.remove(node);
      }
      return { messaging_product: product, block_users: { removed_users: users.map(({ answer }) => answer) } };
    },
  },
};
