import type { CheckedRequest } from "../server/validate.ts";
import { idIn, type Kept } from "../world/kept.ts";
import { findLink, listLinks, putLink } from "../world/links.ts";

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

const product = "whatsapp";

/** The block list of a number. */
export const blockOperations: Readonly<Record<string, Kept>> = {
  listBlockedUsers: listLinks(kind, number, { key: ({ wa_id, user_id }) => wa_id ?? user_id }),
  blockUsers: {
    handle: (world) => (request) => {
      const users = usersIn(request);
      const owner = idIn(request, number);
      for (const { key, ids } of users) {
        const isBlocked = world.list(kind, owner).some(({ data }) => data["wa_id"] === key || data["user_id"] === key);
        if (!isBlocked) putLink(world, kind, owner, key, { messaging_product: product, ...ids });
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
          findLink(world, kind, owner, key) ?? world.list(kind, owner).find(({ data }) => data["user_id"] === key);
        if (node) world.remove(node);
      }
      return { messaging_product: product, block_users: { removed_users: users.map(({ answer }) => answer) } };
    },
  },
};
