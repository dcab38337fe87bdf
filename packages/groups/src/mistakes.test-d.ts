import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createGroupsClient } from "./index.ts";

const client = createGroupsClient({ auth: "EAAB" });
const number = { path: { phone_number_id: "108110225544001" } };
const group = { path: { group_id: "Y2FwaV9ncm91cDoxNTU1MDEyMzQ1Ng" } };
const whatsapp = { messaging_product: "whatsapp" as const };

describe("createGroup", () => {
  const groups = "/{phone_number_id}/groups";
  const create = (body: Parameters<typeof client.POST<typeof groups>>[1]["body"]) =>
    client.POST(groups, { params: number, body });
  const tour = { ...whatsapp, subject: "Roastery tour" };

  test("takes a subject, a description and a way to join", async () => {
    create(tour);
    const body = { ...tour, description: "At ten", join_approval_mode: "auto_approve" as const };
    const answer = unwrap(await client.POST(groups, { params: number, body }));
    expectTypeOf(answer).toEqualTypeOf<{ messaging_product?: "whatsapp"; request_id: string }>();
  });

  test("answers no id, which comes by webhook", async () => {
    const answer = unwrap(await client.POST(groups, { params: number, body: tour }));
    // @ts-expect-error: an id
    answer.id;
  });

  test("refuses a group that lacks something, or has what a new one does not take", () => {
    // @ts-expect-error: no subject
    create({ ...whatsapp, description: "Sunday" });
    // @ts-expect-error: no product
    create({ subject: "Roastery tour" });
    // @ts-expect-error: no body
    client.POST(groups, { params: number });
    // @ts-expect-error: a name beside the subject
    create({ ...tour, name: "Roastery tour" });
    // @ts-expect-error: participants, who join by the link
    create({ ...tour, participants: ["15550123456"] });
    // @ts-expect-error: an unknown way to join
    create({ ...tour, join_approval_mode: "manual" });
    // @ts-expect-error: a switch for the way to join
    create({ ...tour, join_approval_mode: true });
  });
});

describe("updateGroup", () => {
  const update = (body: Parameters<typeof client.POST<"/{group_id}">>[1]["body"]) =>
    client.POST("/{group_id}", { params: group, body });

  test("takes words, or a picture", () => {
    update({ ...whatsapp, subject: "Roastery tour", description: "Saturday" });
    update({ ...whatsapp, file: new Blob() });
  });

  test("refuses a picture that is a path, and what is fixed at creation", () => {
    // @ts-expect-error: a picture that is a path
    update({ ...whatsapp, file: "picture.jpg" });
    // @ts-expect-error: what is fixed at creation
    update({ ...whatsapp, join_approval_mode: "auto_approve" });
    // @ts-expect-error: no product
    update({ subject: "Roastery tour" });
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
    // @ts-expect-error: of a group
    client.GET("/{group_id}", { params: { ...group, query: { fields: ["name"] } } });
    // @ts-expect-error: of its participants
    client.GET("/{group_id}", { params: { ...group, query: { fields: ["participants{phone}"] } } });
    // @ts-expect-error: in one string
    client.GET("/{group_id}", { params: { ...group, query: { fields: "subject,description" } } });
  });
});

describe("participants", () => {
  const edge = "/{group_id}/participants";
  const add = (body: Parameters<typeof client.POST<typeof edge>>[1]["body"]) =>
    client.POST(edge, { params: group, body });
  const remove = (body: Parameters<typeof client.DELETE<typeof edge>>[1]["body"]) =>
    client.DELETE(edge, { params: group, body });

  test("are added by number, and removed by number or id", () => {
    add({ ...whatsapp, participants: [{ user: "15550123456" }] });
    remove({ ...whatsapp, participants: [{ user: "15550123456" }, { user_id: "US.13491208655302741918" }] });
  });

  test("are no strings, and no single one", () => {
    // @ts-expect-error: strings that are added
    add({ ...whatsapp, participants: ["15550123456"] });
    // @ts-expect-error: strings that are removed
    remove({ ...whatsapp, participants: ["15550123456"] });
    // @ts-expect-error: a single one
    remove({ ...whatsapp, participants: { user: "15550123456" } });
  });

  test("are not added by id, nor named by other words or numbers", () => {
    // @ts-expect-error: added by id
    add({ ...whatsapp, participants: [{ user_id: "US.13491208655302741918" }] });
    // @ts-expect-error: by another word
    remove({ ...whatsapp, participants: [{ wa_id: "15550123456" }] });
    // @ts-expect-error: by a number that is no string
    remove({ ...whatsapp, participants: [{ user: 15550123456 }] });
  });

  test("are not removed without saying whom, and not listed here", () => {
    // @ts-expect-error: nobody named
    client.DELETE(edge, { params: group });
    // @ts-expect-error: listed
    client.GET(edge, { params: group });
  });
});

describe("join requests", () => {
  const edge = "/{group_id}/join_requests";
  const approve = (body: Parameters<typeof client.POST<typeof edge>>[1]["body"]) =>
    client.POST(edge, { params: group, body });
  const reject = (body: Parameters<typeof client.DELETE<typeof edge>>[1]["body"]) =>
    client.DELETE(edge, { params: group, body });

  test("are approved and rejected by their ids, some of which may fail", async () => {
    const body = { ...whatsapp, join_requests: ["3b1f"] };
    const approved = unwrap(await client.POST(edge, { params: group, body }));
    expectTypeOf(approved.approved_join_requests).toEqualTypeOf<string[] | undefined>();
    expectTypeOf(approved.failed_join_requests?.[0]?.errors?.[0]?.code).toEqualTypeOf<number | undefined>();
    const rejected = unwrap(await client.DELETE(edge, { params: group, body }));
    expectTypeOf(rejected.rejected_join_requests).toEqualTypeOf<string[] | undefined>();
    // @ts-expect-error: approved where they are rejected
    rejected.approved_join_requests;
  });

  test("are no objects, and no single one", () => {
    // @ts-expect-error: objects
    approve({ ...whatsapp, join_requests: [{ join_request_id: "3b1f" }] });
    // @ts-expect-error: a single one
    reject({ ...whatsapp, join_requests: "3b1f" });
    // @ts-expect-error: participants
    approve({ ...whatsapp, participants: [{ user: "15550123456" }] });
  });

  test("are not rejected all at once", () => {
    // @ts-expect-error: without a body
    client.DELETE(edge, { params: group });
    // @ts-expect-error: without ids
    reject(whatsapp);
  });
});

describe("invite link", () => {
  const edge = "/{group_id}/invite_link";

  test("is read without a body, and reset and deleted with one", async () => {
    const body = whatsapp;
    expectTypeOf(unwrap(await client.GET(edge, { params: group })).invite_link).toEqualTypeOf<string>();
    expectTypeOf(unwrap(await client.POST(edge, { params: group, body })).invite_link).toEqualTypeOf<string>();
    client.DELETE(edge, { params: group, body });
  });

  test("is not reset or deleted without the product, nor read with it", () => {
    // @ts-expect-error: reset without
    client.POST(edge, { params: group });
    // @ts-expect-error: deleted without
    client.DELETE(edge, { params: group });
    // @ts-expect-error: read with it
    client.GET(edge, { params: group, body: whatsapp });
  });
});

test("groups are listed for a number, and deleted by their id without a body", () => {
  client.GET("/{phone_number_id}/groups", { params: { ...number, query: { limit: 100 } } });
  client.DELETE("/{group_id}", { params: group });
  // @ts-expect-error: listed for a group
  client.GET("/{phone_number_id}/groups", { params: group });
  // @ts-expect-error: deleted with a body
  client.DELETE("/{group_id}", { params: group, body: whatsapp });
  // @ts-expect-error: a limit that is a string
  client.GET("/{phone_number_id}/groups", { params: { ...number, query: { limit: "100" } } });
});
