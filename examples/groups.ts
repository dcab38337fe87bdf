// A group: created, joined by its invite link, written to, and left.
import {
  addGroupParticipants,
  createGroup,
  createWebhookHandler,
  createWhatsAppClient,
  deleteGroup,
  type EventOf,
  getGroup,
  getGroupInviteLink,
  removeGroupParticipants,
  replyTo,
  sendMessage,
} from "openwaba";
import { Arrivals } from "./arrivals.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
narrator.say(`A group, on ${place}`);

// what becomes of a request comes by webhook, which may be there before the response
const messages = new Arrivals<EventOf<"messages">>();
const groups = new Arrivals<EventOf<"group_lifecycle_update">["group"]>();
const members = new Arrivals<EventOf<"group_participants_update">["group"]>();
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      messages: messages.add,
      group_lifecycle_update: ({ group }) => groups.add(group),
      group_participants_update: ({ group }) => members.add(group),
      // in a group there is one for each member, named by `recipient_participant_id`
      statuses: ({ status }) => narrator.say(`← ${status.recipient_type ?? "person"}: ${status.status}`),
    },
  }),
);

narrator.step("Ask for a group: its id comes by webhook");
const { request_id } = await createGroup(client, { subject: "Tuesday tasting", description: "Where we meet" });
const { group_id, errors } = await groups.first((group) => group.request_id === request_id);
if (group_id === undefined) throw new Error(`Cannot create the group: ${errors?.[0]?.title}`);
narrator.say(`← the group ${group_id}`);

narrator.step("Send its invite link to a customer who writes");
await platform.ask("Please write “Hello” to the number of the business", (ada) => ada.text("Hello"));
const hello = await messages.first(({ message }) => message.type === "text");
const { invite_link } = await getGroupInviteLink(client, { group_id });
await replyTo(client, hello, { text: { body: `We taste on Tuesdays: ${invite_link}`, preview_url: true } });

narrator.step("The customer joins");
// in a sandbox nobody opens links: there the business adds her, as few numbers may on the platform
await platform.ask("Please open the link and join", () =>
  addGroupParticipants(client, { group_id, participants: [{ user: customer }] }),
);
const { added_participants } = await members.first((event) => event.group_id === group_id && isJoining(event));
narrator.say(`← ${added_participants?.map(({ wa_id, user_id }) => wa_id ?? user_id).join(", ")} joined`);
const { total_participant_count } = await getGroup(client, { group_id, fields: ["total_participant_count"] });
narrator.say(`${total_participant_count} of at most 8 are in the group, beside the business`);

narrator.step("Write into the group, and answer there");
const toGroup = { recipient_type: "group", to: group_id } as const;
await sendMessage(client, { ...toGroup, text: { body: "This Tuesday: beans from Huila." } });
await platform.ask("Please answer in the group", (ada) => ada.text("I will be there", { groupId: group_id }));
const answer = await messages.first(({ message }) => message.group_id === group_id);
await replyTo(client, answer, { text: { body: "See you!" } }); // goes to the group, too

narrator.step("Remove the customer, and delete the group");
const removal = await removeGroupParticipants(client, { group_id, participants: [{ user: customer }] });
const { failed_participants } = await members.first((event) => event.request_id === removal.request_id);
narrator.say(`← removed${failed_participants ? `, but for ${failed_participants.length}` : ""}`);
await deleteGroup(client, { group_id });
await groups.first((group) => group.group_id === group_id && group.type === "group_delete");
narrator.say('\nThe group is gone. Next: join approvals, with `join_approval_mode: "approval_required"`.');
await platform.close();

/** The platform spells it in two ways. */
function isJoining({ type }: EventOf<"group_participants_update">["group"]): boolean {
  return type === "group_participants_add" || type === "group_add_participants";
}
