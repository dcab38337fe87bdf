import { paginate, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type PathsByVersion } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const old = createMessagesClient({ auth: "EAAB", version: "v23.0" });
const path = { message_history_id: "7340512268019943" };
const number = { phone_number_id: "108110225544001" };

type Stage = "ACCEPTED" | "DELETED" | "DELIVERED" | "ERROR" | "FAILED" | "READ" | "SENT" | (string & {});
type WebhookState = "DELIVERED" | "ERROR" | "FAILED" | "PENDING" | "RETRYING" | "SUCCESS" | (string & {});

interface FormerEvent {
  id: string;
  delivery_status?: Stage;
  error_description?: string;
  occurrence_timestamp?: number;
  status_timestamp?: number;
  application?: { id?: string; name?: string };
}

interface Event extends FormerEvent {
  webhook_update_state?: WebhookState;
  webhook_uri?: string;
}

describe("listMessageHistoryEvents", () => {
  const events = "/{message_history_id}/events";

  test("answers from v25.0 on the webhooks too", async () => {
    const { data } = unwrap(await client.GET(events, { params: { path } }));
    expectTypeOf(data).items.toEqualTypeOf<{ cursor?: string; node?: Event }>();
  });

  test("answers before v25.0 the stages alone", async () => {
    const { data } = unwrap(await old.GET(events, { params: { path } }));
    expectTypeOf(data).items.toEqualTypeOf<{ cursor?: string; node?: FormerEvent }>();
    // @ts-expect-error
    data[0]?.node?.webhook_uri;
    // @ts-expect-error
    data[0]?.node?.webhook_update_state;
  });

  test("takes the filter of its version alone", () => {
    client.GET(events, { params: { path, query: { delivery_status: "READ" } } });
    // @ts-expect-error
    client.GET(events, { params: { path, query: { status_filter: "READ" } } });
    old.GET(events, { params: { path, query: { status_filter: "READ" } } });
    // @ts-expect-error
    old.GET(events, { params: { path, query: { delivery_status: "READ" } } });
  });

  test("takes the filter of its version alone for paginate() too", () => {
    paginate(client, events, { params: { path, query: { delivery_status: "READ" } } });
    // @ts-expect-error
    paginate(client, events, { params: { path, query: { status_filter: "READ" } } });
    paginate(old, events, { params: { path, query: { status_filter: "READ" } } });
    // @ts-expect-error
    paginate(old, events, { params: { path, query: { delivery_status: "READ" } } });
  });

  test("takes the fields of its version alone", () => {
    client.GET(events, { params: { path, query: { fields: ["node{webhook_uri}"] } } });
    // @ts-expect-error
    old.GET(events, { params: { path, query: { fields: ["node{webhook_uri}"] } } });
    // @ts-expect-error
    old.GET(events, { params: { path, query: { fields: ["node{id,webhook_update_state}"] } } });
  });

  test("is closed in filters, open in answers", async () => {
    // @ts-expect-error
    client.GET(events, { params: { path, query: { delivery_status: "read" } } });
    // @ts-expect-error
    old.GET(events, { params: { path, query: { status_filter: ["READ"] } } });
    const { data } = unwrap(await client.GET(events, { params: { path } }));
    type Node = NonNullable<(typeof data)[number]["node"]>;
    expectTypeOf<"A_STAGE_ADDED_LATER">().toExtend<NonNullable<Node["delivery_status"]>>();
  });

  test("has its details within a node, where a selection narrows the answer", async () => {
    // @ts-expect-error
    client.GET(events, { params: { path, query: { fields: ["delivery_status"] } } });
    const query = { fields: ["node{delivery_status,application{name}}"] } as const;
    const all = await paginate(client, events, { params: { path, query } }).toArray();
    expectTypeOf(all).items.toEqualTypeOf<{
      node?: { id: string; delivery_status?: Stage; application?: { id?: string; name?: string } };
    }>();
  });
});

describe("listMessageHistory", () => {
  const list = "/{phone_number_id}/message_history";

  test("answers the entries with what was selected", async () => {
    const query = { message_id: "wamid.HBgL", fields: ["events{delivery_status,webhook_uri}"] } as const;
    const options = { params: { path: number, query } };
    const { data } = unwrap(await client.GET(list, options));
    expectTypeOf(data[0]?.id).toEqualTypeOf<string | undefined>();
    expectTypeOf(data[0]?.events?.data).toEqualTypeOf<
      { id: string; delivery_status?: Stage; webhook_uri?: string }[] | undefined
    >();
    // @ts-expect-error
    data[0]?.message_id;
  });

  test("takes its own filter, not that of the events", () => {
    // @ts-expect-error
    client.GET(list, { params: { path: number, query: { delivery_status: "READ" } } });
  });

  test("names the time of an event otherwise than the events themselves do", () => {
    client.GET(list, { params: { path: number, query: { fields: ["events{timestamp}"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path: number, query: { fields: ["events{occurrence_timestamp}"] } } });
  });

  test("is the same in every version", () => {
    expectTypeOf<PathsByVersion["v23.0"][typeof list]>().toEqualTypeOf<PathsByVersion["v25.0"][typeof list]>();
  });

  test("only lists", () => {
    // @ts-expect-error
    client.POST(list, { params: { path: number } });
  });
});
