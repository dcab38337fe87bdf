import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compile, compilers } from "../consumer-tests/compilers.ts";

const root = dirname(import.meta.dirname);
const installed = compilers.filter(({ path }) => path !== undefined);

/** What libraries of users export; without an entry for our generated types their declarations could not name them. */
const library = `import { createMessagesClient, type Paths, replyTo, sendMessage } from "@openwaba/messages";
import { createPhoneNumbersClient, getPhoneNumber, listPhoneNumbers } from "@openwaba/phone-numbers";
import { getAccountNumber } from "@openwaba/phone-numbers";
import type { ClientOf } from "@openwaba/runtime/functions";
import { createWhatsAppClient } from "openwaba";

export const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "1" } });
export const older = createPhoneNumbersClient({ auth: "EAAB", version: "v23.0" });
export const whole = createWhatsAppClient({ auth: "EAAB" });
export const send = (body: string) => sendMessage(client, { to: "+15550123456", text: { body } });
export const reply = replyTo;
export const list = () => listPhoneNumbers(whole, { waba_id: "1" });
export const read = () => getPhoneNumber(whole, { phone_number_id: "1", fields: ["status", "quality_score{score}"] });
export const readOlder = () => getAccountNumber(older, { whatsapp_account_number_id: "1" });
export const byPath = () => client.POST("/{phone_number_id}/messages", { body: { messaging_product: "whatsapp", to: "1", text: { body: "Hi" } } });

/** Takes clients that can do more, and those that are bound. */
export const greet = (any: ClientOf<Paths>, phone_number_id: string) =>
  sendMessage(any, { phone_number_id, to: "+15550123456", text: { body: "Hi" } });
greet(client, "1");
greet(whole, "1");
// @ts-expect-error: it sends no messages
greet(older, "1");
`;

test.each(installed)("declarations of users name our types, for $name", async (compiler) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "declarations-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules/@openwaba"), { recursive: true });
  for (const name of ["messages", "phone-numbers", "runtime"]) {
    await symlink(join(root, "packages", name), join(folder, "node_modules/@openwaba", name), "junction");
  }
  await symlink(join(root, "packages/umbrella"), join(folder, "node_modules/openwaba"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "library.ts"), library);
  const options = { module: "nodenext", strict: true, noEmit: false, declaration: true, emitDeclarationOnly: true };
  expect(await compile(compiler, folder, [options, ["ts"]], ["library"])).toBe("");
  const declared = await readFile(join(folder, "library.d.ts"), "utf8");
  expect(declared).toMatch(/const send: .*Promise<import\("@openwaba\/messages"\)\.SentMessage>/);
  expect(declared).not.toMatch(/\bany\b(?!:)|dist\//);
});
