import { describe, expect, it } from "vitest";
import { seedIds } from "../seed-ids.ts";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox: lenient } = await shareSandbox({ strict: false });
const { sandbox: strict } = await shareSandbox({ strict: true });

const messages = `/${seedIds.phoneNumber}/messages`;
const templates = `/${seedIds.account}/message_templates`;
const to = { messaging_product: "whatsapp", to: "15550123456" };
const choice = { type: "reply", reply: { id: "yes", title: "Yes" } };
const question = { type: "button", body: { text: "Shall we deliver?" }, action: { buttons: [choice] } };
const note = { name: "parcel_note", language: "en_GB", category: "UTILITY" };
const body = { type: "BODY", text: "Hello {{1}}, your parcel is here.", example: { body_text: [["Amara"]] } };
const picture = "https://harbourcoffee.example/roast.jpg";
const named = { type: "text", parameterName: "first_name", text: "Amara" };
const template = (parameters: object[]) => ({
  name: "delivery_on_its_way",
  language: { code: "en_GB" },
  components: [{ type: "body", parameters }],
});

async function send({ url, accessToken }: typeof lenient, method: string, path: string, sent?: object) {
  const response = await fetch(`${url}/v25.0${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, ...(sent && { "content-type": "application/json" }) },
    ...(sent && { body: JSON.stringify(sent) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

type Case = [what: string, path: string, body: object, words: string];

const wrong: Case[] = [
  [
    "a kind of message in capitals",
    messages,
    { ...to, type: "interactive", interactive: { ...question, type: "LIST" } },
    "Param interactive.type must be one of button, list, ",
  ],
  [
    "a button with a long title",
    messages,
    {
      ...to,
      type: "interactive",
      interactive: {
        ...question,
        action: { buttons: [{ ...choice, reply: { id: "yes", title: "Yes, to my neighbour, please" } }] },
      },
    },
    "Param interactive.action.buttons.0.reply.title must have at most 20 characters",
  ],
  [
    "a category that is gone",
    templates,
    { ...note, category: "ACCOUNT_UPDATE", components: [body] },
    "Param category must be one of",
  ],
  [
    "a flat list of examples",
    templates,
    { ...note, components: [{ ...body, example: { body_text: ["Amara"] } }] },
    "Param components.0.example.body_text.0 must be an array",
  ],
  [
    "a picture with both an id and a link",
    messages,
    { ...to, type: "image", image: { id: "1037543291543636", link: picture } },
    "Unknown parameter image.link where image.id is given",
  ],
];

const misspelt: Case[] = [
  [
    "a name in another spelling",
    messages,
    { ...to, type: "image", image: { link: picture, Caption: "Our new roast" } },
    "Unknown parameter image.Caption: allowed here are id, link, caption",
  ],
  [
    "a name in another spelling, deeper",
    messages,
    { ...to, type: "template", template: template([named]) },
    "Unknown parameter template.components.0.parameters.0.parameterName: allowed here are type, parameter_name, text",
  ],
];

describe.each([
  ["a lenient sandbox", lenient, wrong],
  ["a strict sandbox", strict, [...wrong, ...misspelt]],
] as const)("%s", (_, sandbox, cases) => {
  it.each(cases)("rejects %s, names its place and changes nothing", async (_what, path, sent, words) => {
    const before = await send(sandbox, "GET", templates);
    const { status, body: answer } = await send(sandbox, "POST", path, sent);
    expect({ status, answer }).toMatchObject({
      status: 400,
      answer: { error: { code: 100, message: expect.stringContaining(`(#100) ${words}`) } },
    });
    expect(sandbox.sent).toEqual([]);
    expect(await send(sandbox, "GET", templates)).toEqual(before);
  });
});

it.each(misspelt)("a lenient sandbox warns of %s", async (_, path, sent, words) => {
  await send(lenient, "POST", path, sent);
  expect(lenient.warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining(words));
});
