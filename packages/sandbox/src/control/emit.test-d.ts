import { expectTypeOf, test } from "vitest";
import type { Sandbox, WebhookDelivery } from "../index.ts";

declare const sandbox: Sandbox;

test("emit() takes the documented fields, each with its value", () => {
  expectTypeOf(sandbox.emit("flows")).resolves.toEqualTypeOf<readonly WebhookDelivery[]>();
  void sandbox.emit("account_update", { event: "ACCOUNT_DELETED" }, { wabaId: "102290129340398" });
  // the number is filled in
  void sandbox.emit("user_preferences", { user_preferences: [] });
  // @ts-expect-error no such field
  void sandbox.emit("mesages");
  // @ts-expect-error no event
  void sandbox.emit("account_update", {});
  // @ts-expect-error the value of another field
  void sandbox.emit("security", { event: "PIN_CHANGED", flow_id: "1" });
});
