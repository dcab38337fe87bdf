import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, compilers } from "../consumer-tests/compilers.ts";

/** What people get wrong: the code, what the compiler's message must say, and how many characters it may have. */
const mistakes: { what: string; code: string; says: string | RegExp; limit: number }[] = [
  {
    what: "name",
    code: `import { sendMesage } from "@openwaba/messages"; void sendMesage;`,
    says: "Did you mean 'sendMessage'?",
    limit: 120,
  },
  { what: "text", code: `sendMessage(bound, { to, text: "hello" });`, says: "Type 'string'", limit: 120 },
  { what: "type", code: `sendMessage(bound, { to, type: "txt", text });`, says: "Did you mean '\"text\"'", limit: 260 },
  { what: "image", code: `sendMessage(bound, { to, type: "image", text });`, says: "ImageMessage", limit: 300 },
  {
    what: "case",
    code: `sendMessage(bound, { to, text: { body: "Hi", previewUrl: true } });`,
    says: "preview_url",
    limit: 220,
  },
  {
    what: "button",
    code: `sendMessage(bound, { to, type: "interactive", interactive: { type: "button", body: { text: "Hi" }, action: { buttons: [{ id: "a", title: "A" }] } } });`,
    says: "ReplyButton",
    limit: 180,
  },
  {
    what: "list without its button",
    code: `sendMessage(bound, { to, type: "interactive", interactive: { type: "list", body: { text: "Hi" }, action: { sections: [{ title: "A", rows: [{ id: "a", title: "A" }] }] } } });`,
    says: /button|rows/,
    limit: 240,
  },
  {
    what: "language",
    code: `sendMessage(bound, { to, type: "template", template: { name: "hi", language: "en_US" } });`,
    says: "{ code: string",
    limit: 150,
  },
  {
    what: "template parameter",
    code: `sendMessage(bound, { to, type: "template", template: { name: "hi", language: { code: "en_US" }, components: [{ type: "body", parameters: [{ type: "text", value: "Ada" }] }] } });`,
    says: "TemplateText",
    limit: 150,
  },
  { what: "id", code: `sendMessage(open, { to, text });`, says: "PhoneNumberIdPath", limit: 900 },
  { what: "recipient", code: `sendMessage(bound, { text });`, says: "recipient: string", limit: 900 },
  {
    what: "field",
    code: `getPhoneNumber(numbers, { phone_number_id: "1", fields: ["stats"] });`,
    says: "status",
    limit: 400,
  },
  {
    what: "field that is not selected",
    code: `(await getMessageTemplate(templates, { template_id: "1", fields: ["name"] })).status;`,
    says: "status",
    limit: 120,
  },
  {
    what: "category",
    code: `createMessageTemplate(templates, { waba_id: "1", name: "a", language: "en", category: "PROMOTION", components: [] });`,
    says: "PROMOTION",
    limit: 330,
  },
  { what: "await", code: `sendMessage(bound, { to, text }).messages;`, says: "Promise<SentMessage>", limit: 100 },
  {
    what: "path beside the input",
    code: `sendMessage(bound, { path: { phone_number_id: "1" }, to, text });`,
    says: "path",
    limit: 180,
  },
  {
    what: "variable",
    code: `const input = { to, type: "text", text }; sendMessage(bound, input);`,
    says: `Type 'string' is not assignable to type '"text"'`,
    limit: 700,
  },
  { what: "message id", code: `markMessageAsRead(bound, { messageId: "wamid.x" });`, says: "message_id", limit: 220 },
  { what: "token", code: `createMessagesClient({ accessToken: "x" });`, says: "accessToken", limit: 250 },
  { what: "environment", code: `createMessagesClient({ auth: process.env.TOKEN });`, says: "undefined", limit: 250 },
  { what: "bound ids", code: `createMessagesClient({ auth, ids: { phone_id: "1" } });`, says: "phone_id", limit: 250 },
  { what: "version", code: `createMessagesClient({ auth, version: "v19.0" });`, says: "v23.0", limit: 250 },
  {
    what: "client",
    code: `sendMessage(numbers, { phone_number_id: "1", to, text });`,
    says: "/{phone_number_id}/messages",
    limit: 800,
  },
  {
    what: "property of another version",
    code: `listActivities(accounts, { waba_id: "1", since: "2026" });`,
    says: "since",
    limit: 180,
  },
  {
    what: "field of another version",
    code: `for await (const { id } of listActivities(accounts, { waba_id: "1", fields: ["actor"] })) void id;`,
    says: "actor",
    limit: 400,
  },
];

const setUp = `import { createMessagesClient, markMessageAsRead, sendMessage } from "@openwaba/messages";
import { createPhoneNumbersClient, getPhoneNumber } from "@openwaba/phone-numbers";
import { createMessageTemplate, createTemplatesClient, getMessageTemplate } from "@openwaba/templates";
import { createBusinessAccountsClient, listActivities } from "@openwaba/business-accounts";
declare const auth: string, to: string, text: { body: string };
declare const process: { env: Record<string, string | undefined> };
const open = createMessagesClient({ auth });
const bound = createMessagesClient({ auth, ids: { phone_number_id: "1" } });
const numbers = createPhoneNumbersClient({ auth });
const templates = createTemplatesClient({ auth });
const accounts = createBusinessAccountsClient({ auth });
`;

const root = dirname(import.meta.dirname);
const installed = compilers.filter(({ path }) => path !== undefined);

describe.each(installed)("$name", (compiler) => {
  let reported: string[];

  beforeAll(async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "mistakes-")));
    try {
      const names = mistakes.map((_, index) => `mistake-${index}`);
      const files = mistakes.map(({ code }, index) =>
        writeFile(join(folder, `${names[index]}.ts`), `${setUp}${code}\nexport {};\n`),
      );
      await Promise.all([...files, writeFile(join(folder, "package.json"), '{ "type": "module" }')]);
      const paths = {
        "@openwaba/runtime/*": [join(root, "packages/runtime/src/*.ts")],
        "@openwaba/*": [join(root, "packages/*/src/index.ts")],
      };
      const options = {
        module: "esnext",
        moduleResolution: "bundler",
        allowImportingTsExtensions: true,
        strict: true,
        paths,
      };
      const output = await compile(compiler, folder, [options, ["ts"]], names);
      reported = names.map((name) => messagesIn(output, name));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each(mistakes.map((mistake, index) => ({ ...mistake, index })))("$what", ({ index, says, limit }) => {
    const message = reported[index] ?? "";
    expect(message).toMatch(says);
    expect(message.length).toBeLessThanOrEqual(limit);
  });
});

/** What a compiler reported for a program, without the place. */
function messagesIn(output: string, program: string): string {
  const lines = output.split("\n");
  const own = lines.filter((_, index) => {
    const first = lines.slice(0, index + 1).findLast((other) => !other.startsWith(" "));
    return first?.includes(`${program}.ts(`);
  });
  return own.map((line) => line.replace(/^.*: error TS\d+: /, "")).join("\n");
}
