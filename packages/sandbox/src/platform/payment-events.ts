import type { DomainContext } from "../domain.ts";
import type { Data } from "../world/world.ts";
import { type Deliveries, tell } from "./tell.ts";

/** Tells the apps of an account what a payment configuration is now. */
export function tellOfPayment(context: DomainContext, wabaId: string, configuration: Data): Deliveries {
  const { configuration_name, provider_name, provider_mid, status, created_timestamp, updated_timestamp } =
    configuration;
  return tell(context, wabaId, "payment_configuration_update", {
    configuration_name: String(configuration_name),
    ...(provider_name !== undefined && { provider_name: String(provider_name) }),
    ...(provider_mid !== undefined && { provider_mid: String(provider_mid) }),
    status: String(status).replace("_", " "), // the node spells it with an underscore
    ...(created_timestamp !== undefined && { created_timestamp: Number(created_timestamp) }),
    ...(updated_timestamp !== undefined && { updated_timestamp: Number(updated_timestamp) }),
  });
}
