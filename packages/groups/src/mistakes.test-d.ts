import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createGroupsClient } from "./index.ts";

const client = createGroupsClient({ auth: "EAAB" });
const number = { path: { phone_number_id: "106540352242922" } };
const group = { path: { group_id: "Y2FwaV9ncm91cDoxNTU1MDEyMzQ1Ng" } };
const whatsapp = { messaging_product: "whatsapp" as const };

describe("createGroup", () => {
  const groups = "/{phone_number_id}/groups";

  test("takes a subject, a description and a way to join", async () => {
    client.POST(groups, { params: number, body: { ...whatsapp, subject: "Roastery tour" } });
    const body = { ...whatsapp, subject: "Tour", description: "At ten", join_approval_mode: "auto_approve" as const };
    const answer = unwrap(await client.POST(groups, { params: number, body }));
    expectTypeOf(answer).toEqualTypeOf<{ messaging_product?: "whatsapp"; request_id: string }>();
  });

  test("answers no id, which comes by webhook", async () => {
    const body = { ...whatsapp, subject: "Roastery tour" };
    const answer = unwrap(await client.POST(groups, { params: number, body }));
    // @ts-expect-error
    answer.id;
  });

  test("refuses no subject, or no product", () => {
    // @ts-expect-error
    client.POST(groups, { params: number, body: { ...whatsapp, description: "Sunday" } });
    // @ts-expect-error
    client.POST(groups, { params: number, body: { subject: "Roastery tour" } });
    // @ts-expect-error
    client.POST(groups, { params: number });
  });

  test("refuses a name in place of the subject, and participants, who join by the link", () => {
    // @ts-expect-error
    client.POST(groups, { params: number, body: { ...whatsapp, subject: "Roastery tour", name: "Roastery tour" } });
    client.POST(groups, {
      params: number,
      // @ts-expect-error
      body: { ...whatsapp, subject: "Roastery tour", participants: ["15550123456"] },
    });
  });

  test("refuses an unknown way to join", () => {
    client.POST(groups, {
      params: number,
      // @ts-expect-error
      body: { ...whatsapp, subject: "Roastery tour", join_approval_mode: "manual" },
    });
    // @ts-expect-error
    client.POST(groups, { params: number, body: { ...whatsapp, subject: "Roastery tour", join_approval_mode: true } });
  });
});

describe("updateGroup", () => {
  test("takes words, or a picture", () => {
    client.POST("/{group_id}", {
      params: group,
      body: { ...whatsapp, subject: "Roastery tour", description: "Saturday" },
    });
    client.POST("/{group_id}", { params: group, body: { ...whatsapp, file: new Blob() } });
  });

  test("refuses a picture that is a path, and what is fixed at creation", () => {
    // @ts-expect-error
    client.POST("/{group_id}", { params: group, body: { ...whatsapp, file: "picture.jpg" } });
    // @ts-expect-error
    client.POST("/{group_id}", { params: group, body: { ...whatsapp, join_approval_mode: "auto_approve" } });
    // @ts-expect-error
    client.POST("/{group_id}", { params: group, body: { subject: "Roastery tour" } });
  });
});

describe("getGroup", () => {
  test("takes the fields of a group, also those of its participants", async () => {
    const query = { fields: ["subject", "participants{wa_id}"] } as const;
    expectTypeOf(unwrap(await client.GET("/{group_id}", { params: { ...group, query } }))).toEqualTypeOf<{
      id: string;
      subject?: string;
      participants?: { wa_id?: string }[];
    }>();
  });

  test("refuses other fields", () => {
    // @ts-expect-error
    client.GET("/{group_id}", { params: { ...group, query: { fields: ["name"] } } });
    // @ts-expect-error
    client.GET("/{group_id}", { params: { ...group, query: { fields: ["participants{phone}"] } } });
    // @ts-expect-error
    client.GET("/{group_id}", { params: { ...group, query: { fields: "subject,description" } } });
  });
});

describe("participants", () => {
  const edge = "/{group_id}/participants";

  test("are added by number, and removed by number or id", () => {
    client.POST(edge, { params: group, body: { ...whatsapp, participants: [{ user: "15550123456" }] } });
    const participants = [{ user: "15550123456" }, { user_id: "US.13491208655302741918" }];
    client.DELETE(edge, { params: group, body: { ...whatsapp, participants } });
  });

  test("are no strings, and no single one", () => {
    // @ts-expect-error
    client.POST(edge, { params: group, body: { ...whatsapp, participants: ["15550123456"] } });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: { ...whatsapp, participants: ["15550123456"] } });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: { ...whatsapp, participants: { user: "15550123456" } } });
  });

  test("are not added by id, nor named by other words or numbers", () => {
    // @ts-expect-error
    client.POST(edge, { params: group, body: { ...whatsapp, participants: [{ user_id: "US.13491208655302741918" }] } });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: { ...whatsapp, participants: [{ wa_id: "15550123456" }] } });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: { ...whatsapp, participants: [{ user: 15550123456 }] } });
  });

  test("are not removed without saying whom, and not listed here", () => {
    // @ts-expect-error
    client.DELETE(edge, { params: group });
    // @ts-expect-error
    client.GET(edge, { params: group });
  });
});

describe("join requests", () => {
  const edge = "/{group_id}/join_requests";

  test("are approved and rejected by their ids, some of which may fail", async () => {
    const body = { ...whatsapp, join_requests: ["3b1f"] };
    const approved = unwrap(await client.POST(edge, { params: group, body }));
    expectTypeOf(approved.approved_join_requests).toEqualTypeOf<string[] | undefined>();
    expectTypeOf(approved.failed_join_requests?.[0]?.errors?.[0]?.code).toEqualTypeOf<number | undefined>();
    const rejected = unwrap(await client.DELETE(edge, { params: group, body }));
    expectTypeOf(rejected.rejected_join_requests).toEqualTypeOf<string[] | undefined>();
    // @ts-expect-error
    rejected.approved_join_requests;
  });

  test("are no objects, and no single one", () => {
    // @ts-expect-error
    client.POST(edge, { params: group, body: { ...whatsapp, join_requests: [{ join_request_id: "3b1f" }] } });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: { ...whatsapp, join_requests: "3b1f" } });
    // @ts-expect-error
    client.POST(edge, { params: group, body: { ...whatsapp, participants: [{ user: "15550123456" }] } });
  });

  test("are not rejected all at once", () => {
    // @ts-expect-error
    client.DELETE(edge, { params: group });
    // @ts-expect-error
    client.DELETE(edge, { params: group, body: whatsapp });
  });
});

describe("invite link", () => {
  const edge = "/{group_id}/invite_link";

  test("is read without a body, and reset and deleted with one", async () => {
    expectTypeOf(unwrap(await client.GET(edge, { params: group })).invite_link).toEqualTypeOf<string>();
    expectTypeOf(
      unwrap(await client.POST(edge, { params: group, body: whatsapp })).invite_link,
    ).toEqualTypeOf<string>();
    client.DELETE(edge, { params: group, body: whatsapp });
  });

  test("is not reset or deleted without the product, nor read with it", () => {
    // @ts-expect-error
    client.POST(edge, { params: group });
    // @ts-expect-error
    client.DELETE(edge, { params: group });
    // @ts-expect-error
    client.GET(edge, { params: group, body: whatsapp });
  });
});

test("groups are listed for a number, and deleted by their id without a body", () => {
  client.GET("/{phone_number_id}/groups", { params: { ...number, query: { limit: 100 } } });
  client.DELETE("/{group_id}", { params: group });
  // @ts-expect-error
  client.GET("/{phone_number_id}/groups", { params: group });
  // @ts-expect-error
  client.DELETE("/{group_id}", { params: group, body: whatsapp });
  // @ts-expect-error
  client.GET("/{phone_number_id}/groups", { params: { ...number, query: { limit: "100" } } });
});
