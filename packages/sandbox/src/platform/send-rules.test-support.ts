import type { Rules } from "../domain.ts";
import type { CheckedAnswer, Started } from "../sandbox.test-support.ts";

export type Step = (started: Started) => Promise<CheckedAnswer>;

/** How a rule is kept, and broken, in a sandbox that has just started. */
export interface RuleCase {
  readonly rules?: Partial<Rules>;
  readonly keep: Step;
  /** One way, or several that are gone one after the other. */
  readonly breakIt: Step | readonly Step[];
}

const account = "102290129340398";
const ada = "+15550123456";
const number = "/108110225544001";
const product = { messaging_product: "whatsapp" };
const groupId = "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const hello = { type: "text", text: { body: "Hello" } };
const template = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };
const offer = { type: "template", template: { name: "winter_sale", language: { code: "en_US" } } };
const toGroup = { recipient_type: "group", to: groupId, ...hello };
const userId = "US.13491208655302741918";

function send({ call }: Started, message: object, from = number): Promise<CheckedAnswer> {
  return call("POST", `${from}/messages`, { body: { ...product, to: ada, ...message } });
}

function advertise({ call }: Started): Promise<CheckedAnswer> {
  return call("POST", `${number}/marketing_messages`, { body: { ...product, to: ada, ...offer } });
}

function sendToUser({ call }: Started, recipient: string, message: object): Promise<CheckedAnswer> {
  return call("POST", `${number}/messages`, { body: { ...product, recipient, ...message } });
}

/** A case that is broken by what happens before the same message is sent again. */
function broken(
  by: (started: Started) => void | Promise<object>,
  sent: (started: Started) => Promise<CheckedAnswer>,
): RuleCase {
  return {
    keep: sent,
    async breakIt(started) {
      unlessRefused(await by(started));
      return sent(started);
    },
  };
}

/** Throws if the answer to a step on the way is a refusal. */
export function unlessRefused(answer: unknown): void {
  const { status = 200 } = (answer ?? {}) as { status?: unknown };
  if (status !== 200) throw new Error(`cannot get there: ${JSON.stringify(answer)}`);
}

const sendTemplate = (started: Started) => send(started, template);
const greet = ({ sandbox }: Started) => sandbox.customer(ada).text("Hello");

async function upload({ sandbox }: Started, type: string): Promise<string> {
  const form = new FormData();
  form.append("messaging_product", "whatsapp");
  form.append("file", new Blob(["bytes"], { type }), "file");
  const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
  const response = await fetch(`${sandbox.url}/v25.0${number}/media`, { method: "POST", body: form, headers });
  return ((await response.json()) as { id: string }).id;
}

/** So many calls, one after the other; the answer of the last one. */
async function repeat(times: number, call: (index: number) => Promise<CheckedAnswer>): Promise<CheckedAnswer> {
  let answer = await call(0);
  for (let index = 1; index < times; index++) answer = await call(index);
  return answer;
}

const limited = { rateLimits: true };

/** By the rule in the README. */
export const sendCases: Record<string, RuleCase> = {
  "the account is locked": broken(async ({ sandbox }) => sandbox.accounts.ban(account), sendTemplate),
  "the account is restricted for breaking a policy, in what is sent": {
    async keep(started) {
      await greet(started);
      await started.sandbox.accounts.restrict(account, [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING" }]);
      return send(started, hello);
    },
    breakIt: (started) => send(started, { ...template, to: "+442079460999" }),
  },
  "the number is not registered": broken(({ call }) => call("POST", `${number}/deregister`), sendTemplate),
  "the recipient is the number that sends": {
    keep: (started) => send(started, { ...template, to: "+44 20 7946 0123" }),
    breakIt: (started) => send(started, { ...template, to: "+44 20 7946 0123" }, "/108110225544002"),
  },
  "nobody is known by the user id": {
    async keep(started) {
      started.sandbox.customer({ userId: "US.81602457713094425" });
      return sendToUser(started, "US.81602457713094425", template);
    },
    breakIt: (started) => sendToUser(started, "US.81602457713094426", template),
  },
  "a one-time password, or a template with a highest price, goes to a user id": {
    async keep(started) {
      await greet(started);
      return sendToUser(started, userId, hello);
    },
    breakIt: (started) => sendToUser(started, userId, { ...hello, category: "authentication" }),
  },
  "the number has no such group": {
    keep: (started) => send(started, toGroup),
    breakIt: (started) => send(started, toGroup, "/108110225544002"),
  },
  "the group is suspended": broken(
    ({ sandbox }) => sandbox.suspendGroup(groupId),
    (started) => send(started, toGroup),
  ),
  "the group has no participants": {
    keep: (started) => send(started, toGroup),
    async breakIt(started) {
      await started.call("POST", `${number}/groups`, { body: { ...product, subject: "Nobody" } });
      const { body } = await started.call("GET", `${number}/groups`);
      const { groups } = body["data"] as { groups: { id: string }[] };
      return send(started, { ...toGroup, to: groups.at(-1)?.id });
    },
  },
  "a reply quotes something that is not the id of a message": {
    async keep(started) {
      const { id } = await greet(started);
      return send(started, { ...hello, context: { message_id: id } });
    },
    breakIt: (started) => send(started, { ...hello, context: { message_id: "17" } }),
  },
  "there is no such file": {
    async keep(started) {
      await greet(started);
      return send(started, { type: "image", image: { id: await upload(started, "image/png") } });
    },
    breakIt: (started) => send(started, { type: "image", image: { id: "17" } }),
  },
  "the number got no message that the read receipt names": {
    async keep({ sandbox, call }) {
      const { id } = await sandbox.customer(ada).text("Hello");
      return call("POST", `${number}/messages`, { body: { ...product, status: "read", message_id: id } });
    },
    async breakIt({ sandbox, call }) {
      const { id } = await sandbox.customer(ada).text("Hello", { phoneNumberId: "108110225544002" });
      return call("POST", `${number}/messages`, { body: { ...product, status: "read", message_id: id } });
    },
  },
  "a number sends more than 80 messages a second": {
    rules: limited,
    keep: (started) => repeat(80, (index) => send(started, { ...template, to: `+4479460000${10 + index}` })),
    breakIt: sendTemplate,
  },
  "a number sends more than 45 messages at once, or one in 6 seconds, to one recipient": {
    rules: limited,
    keep: (started) => repeat(45, () => sendTemplate(started)),
    breakIt: sendTemplate,
  },
  "an account with a registered number is read or changed more than 5,000 times an hour, another one 200 times": {
    rules: limited,
    keep: ({ call }) => repeat(200, () => call("GET", "/104996122399160")),
    breakIt: ({ call }) => call("GET", "/104996122399160"),
  },
  "the recipient does not use WhatsApp": broken(({ sandbox }) => sandbox.customer(ada).leave(), sendTemplate),
  "the recipient blocked the number": broken(({ sandbox }) => sandbox.customer(ada).block(), sendTemplate),
  "the number blocked the recipient": broken(
    ({ call }) => call("POST", `${number}/block_users`, { body: { ...product, block_users: [{ user_id: userId }] } }),
    sendTemplate,
  ),
  "the recipient stopped marketing messages": broken(({ sandbox }) => sandbox.customer(ada).stopMarketing(), advertise),
  "the recipient got enough marketing messages": broken(
    ({ sandbox }) => sandbox.customer(ada).limitMarketing(),
    advertise,
  ),
  "the message costs something, and the account cannot pay": {
    async keep(started) {
      await greet(started);
      await started.sandbox.accounts.setPaymentMethod(account, false);
      return send(started, hello);
    },
    breakIt: sendTemplate,
  },
  "the recipient has not written within 24 hours, and the message is no template": {
    keep: sendTemplate,
    breakIt: (started) => send(started, hello),
  },
  "the file is not of the type of the message": {
    async keep(started) {
      await greet(started);
      return send(started, { type: "image", image: { id: await upload(started, "image/png") } });
    },
    breakIt: async (started) => send(started, { type: "video", video: { id: await upload(started, "image/png") } }),
  },
  "a reaction is to no message of the chat, to another reaction or to a message older than 30 days": {
    async keep(started) {
      const { id } = await greet(started);
      return send(started, { type: "reaction", reaction: { message_id: id, emoji: "👍" } });
    },
    async breakIt(started) {
      const { id } = await started.sandbox.customer("+442079460999").text("Hello");
      return send(started, { type: "reaction", reaction: { message_id: id, emoji: "👍" } });
    },
  },
};
