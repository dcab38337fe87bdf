import type { DomainContext } from "../domain.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { idIn, type Kept } from "../world/kept.ts";
import { findLink } from "../world/links.ts";
import { tellOfNumber } from "./tell.ts";
import { tellOfPayment } from "./payment-events.ts";
import { ownerOf } from "../world/world.ts";

type About<Result> = (context: DomainContext, request: CheckedRequest) => Result;

/** Tells by webhook what an operation did, once it did it; unless there was nothing to do, as `isNews` finds before. */
export function told({ handle, ...kept }: Kept, tell: About<void>, isNews: About<boolean> = () => true): Kept {
  return {
    ...kept,
    handle: (world, context) => {
      const perform = handle(world, context);
      return async (request) => {
        const isTold = isNews(context, request);
        const answer = await perform(request);
        if (isTold) tell(context, request);
        return answer;
      };
    },
  };
}

/** Settings of calling were changed, by whomever. */
export function settingsChanged({ world, emit, now }: DomainContext, { path, body }: CheckedRequest): void {
  if (body["calling"] === undefined) return;
  const id = idIn({ path }, "phone_number_id");
  const { calling } = world.find("phone_number_settings", id)?.data ?? {};
  const value = {
    messaging_product: "whatsapp",
    timestamp: String(Math.floor(now() / 1000)),
    type: "phone_number_settings",
    phone_number_settings: { phone_number_id: id, calling },
  };
  const wabaId = ownerOf(world.find("phone_number", id));
  void emit({ wabaId, phoneNumberId: id, field: "account_settings_update", value });
}

export function hasUsername({ world }: DomainContext, { path }: CheckedRequest): boolean {
  return world.find("username", idIn({ path }, "phone_number_id")) !== undefined;
}

/** The username of a number was set or deleted. */
export function usernameChanged(context: DomainContext, { path }: CheckedRequest): void {
  const { world } = context;
  const id = idIn({ path }, "phone_number_id");
  const node = world.find("phone_number", id);
  if (!node) return;
  const { username, status } = world.find("username", id)?.data ?? {};
  const change =
    username === undefined ? { status: "deleted" } : { username: String(username), status: String(status) };
  void tellOfNumber(context, node, "business_username_updates", change);
}

/** A payment configuration was made or changed. */
export function paymentChanged(context: DomainContext, { path, body }: CheckedRequest): void {
  const account = idIn({ path }, "waba_id");
  const name = String(path["configuration_name"] ?? body["configuration_name"]);
  const node = findLink(context.world, "payment_configuration", account, name);
  if (node) void tellOfPayment(context, account, node.data);
}
