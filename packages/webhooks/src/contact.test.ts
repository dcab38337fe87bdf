import { describe, expect, test } from "vitest";
import { contactOf } from "./contact.ts";

const nadia = { wa_id: "14155550142", user_id: "US.1", profile: { name: "Nadia" } };
const ines = { user_id: "US.2", profile: { username: "ines" } };
const contacts = [null, nadia, ines, {}];

describe("contactOf()", () => {
  test.each([
    ["the sender's number", { from: "14155550142" }, nadia],
    ["the sender's id", { from_user_id: "US.2" }, ines],
    ["the recipient's number", { recipient_id: "14155550142" }, nadia],
    ["the id of a member of a group", { recipient_id: "group", recipient_participant_user_id: "US.2" }, ines],
    ["another number", { from: "1" }, undefined],
    ["nobody", {}, undefined],
  ])("finds who has %s", (_, item, contact) => {
    expect(contactOf(contacts, item)).toBe(contact);
  });

  test("returns undefined without contacts", () => {
    expect(contactOf(undefined, { from: "14155550142" })).toBeUndefined();
    expect(contactOf("14155550142", { from: "14155550142" })).toBeUndefined();
  });
});
