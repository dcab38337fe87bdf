import { expect, it } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox } = await shareSandbox({ strict: false });
const base = { messaging_product: "whatsapp", to: "+15550123456" };
const button = { type: "reply", reply: { id: "1", title: "Yes" } };

/** What somebody sees who sent this message. */
async function send(message: object) {
  const response = await fetch(`${sandbox.url}/v25.0/108110225544001/messages`, {
    method: "POST",
    headers: { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify(message),
  });
  const { error } = (await response.json()) as {
    error: { code: number; message: string; error_data: { details: string } };
  };
  expect([response.status, error.code]).toEqual([400, 100]);
  return [error.message, error.error_data.details];
}

it.each([
  [
    "text without a recipient",
    { messaging_product: "whatsapp", type: "text", text: { body: "a" } },
    "(#100) One of the parameters to, recipient is required",
    "One of the parameters to, recipient is required",
  ],
  [
    "text that is no text",
    { ...base, type: "text", text: { body: 5 } },
    "(#100) Param text.body must be a string",
    "Param text.body must be a string, got an integer",
  ],
  [
    "an image without link and id",
    { ...base, type: "image", image: { caption: "a" } },
    "(#100) One of the parameters image.id, image.link is required",
    "One of the parameters image.id, image.link is required",
  ],
  [
    "an image whose content is called document",
    { ...base, type: "image", document: { id: "1" } },
    "(#100) The parameter image is required where type is image",
    "The parameter image is required where type is image; Unknown parameter document where type is image: allowed here are",
  ],
  [
    "a template with langauge",
    { ...base, type: "template", template: { name: "a", langauge: { code: "en_US" } } },
    "(#100) The parameter template.language is required",
    "The parameter template.language is required; Unknown parameter template.langauge: allowed here are name, language",
  ],
  [
    "four reply buttons",
    {
      ...base,
      type: "interactive",
      interactive: { type: "button", body: { text: "a" }, action: { buttons: [button, button, button, button] } },
    },
    "(#100) Param interactive.action.buttons must have at most 3 items",
    "Param interactive.action.buttons must have at most 3 items, got 4 items",
  ],
  [
    "a type in capitals",
    {
      ...base,
      type: "interactive",
      interactive: { type: "BUTTON", body: { text: "a" }, action: { buttons: [button] } },
    },
    "(#100) Param interactive.type must be one of button, list, product",
    "Param interactive.type must be one of",
  ],
  [
    "content without a type",
    { ...base, image: { id: "1" } },
    "(#100) The parameter type is required",
    "The parameter type is required",
  ],
  ["a list", [], "(#100) Param body must be an object", "Param body must be an object, got an array"],
])("%s is rejected with words that help", async (_, message, words, details) => {
  const [shown, more] = await send(message);
  expect(shown).toContain(words);
  expect(more).toContain(details);
});
