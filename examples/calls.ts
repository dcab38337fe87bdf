// Calls both ways: one from a customer, taken, and one to a customer who has permitted it.
// It plays the signalling alone: the sessions would be those of your WebRTC stack.
import {
  createWebhookHandler,
  createWhatsAppClient,
  type EventOf,
  getCallPermissions,
  getPhoneNumberSettings,
  manageCall,
  sendMessage,
  updatePhoneNumberSettings,
} from "openwaba";
import { Arrivals } from "./arrivals.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
const media = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n"; // of an RTCPeerConnection
const sdp = `v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n${media}`;
narrator.say(`Calls, on ${place}`);

const messages = new Arrivals<EventOf<"messages">>();
const calls = new Arrivals<EventOf<"calls">>();
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: { messages: messages.add, calls: calls.add },
  }),
);

narrator.step("Turn calling on");
await updatePhoneNumberSettings(client, { calling: { status: "ENABLED" } });
const { calling } = await getPhoneNumberSettings(client);
narrator.say(`Calling is ${calling?.status}`);

narrator.step("A customer calls: it rings for a minute at most");
await platform.ask("Please call the number of the business", (ada) => ada.call());
const call_id = await callEvent("connect", (call) => call.direction === "USER_INITIATED");
const session = { sdp_type: "answer", sdp } as const; // to the offer in the webhook
await manageCall(client, { action: "pre_accept", call_id, session }); // media are ready before anybody talks
await manageCall(client, { action: "accept", call_id, session });
narrator.say("✓ taken");
await manageCall(client, { action: "terminate", call_id });
await callEvent("terminate", (call) => call.id === call_id);

narrator.step("Ask whether the business may call");
await platform.ask("Please write “Hello” to the number of the business", (ada) => ada.text("Hello"));
await messages.first(({ message }) => message.type === "text");
await sendMessage(client, {
  to: customer,
  type: "interactive",
  interactive: {
    type: "call_permission_request",
    body: { text: "May we call you about your order?" },
    action: { name: "call_permission_request" },
  },
});
await platform.ask("Please allow it", (ada) =>
  ada.send({ type: "call_permission_reply", response: "accept", is_permanent: true, response_source: "user_action" }),
);
await messages.first(({ message }) => permissionIn(message) === "accept");
const { permission, actions } = await getCallPermissions(client, { user_wa_id: customer.slice(1) });
const canCall = actions?.some((one) => one.action_name === "start_call" && one.can_perform_action);
narrator.say(`The permission is ${permission.status}, and a call is ${canCall ? "possible now" : "not possible now"}`);

narrator.step("Call the customer");
const offer = { sdp_type: "offer", sdp } as const;
const { calls: started } = await manageCall(client, { action: "connect", to: customer.slice(1), session: offer });
const ours = { id: started?.[0]?.id ?? "" };
await callStatus(ours.id, "RINGING");
await platform.ask("Please take the call", (ada) => ada.answer(ours));
await callEvent("connect", (call) => call.id === ours.id); // brings the answer to the offer
await callStatus(ours.id, "ACCEPTED");
await platform.ask("Please end the call", (ada) => ada.hangUp(ours));
await callEvent("terminate", (call) => call.id === ours.id);

narrator.say("\nTwo calls were taken and ended. Next: hand the sessions to your WebRTC stack.");
await platform.close();

/** Waits for an event of a call, and returns the id of the call. */
async function callEvent(name: string, matches: (call: Call) => boolean): Promise<string> {
  const event = await calls.first((one) => one.kind === "call" && one.call.event === name && matches(one.call));
  if (event.kind !== "call") throw new TypeError("Cannot read the call: the event has none");
  const { call } = event;
  narrator.say(`← ${name} ${call.status ?? (call.session ? `with an ${call.session.sdp_type}` : "")}`);
  return call.id;
}

async function callStatus(id: string, status: string): Promise<void> {
  await calls.first((one) => one.kind === "status" && one.status.id === id && one.status.status === status);
  narrator.say(`← ${status}`);
}

type Call = Extract<EventOf<"calls">, { kind: "call" }>["call"];

function permissionIn(message: EventOf<"messages">["message"]): string | undefined {
  const interactive = message.type === "interactive" ? message.interactive : undefined;
  return interactive?.type === "call_permission_reply" ? interactive.call_permission_reply?.response : undefined;
}
