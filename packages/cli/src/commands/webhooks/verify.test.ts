import { expect, test } from "vitest";
import { messageWebhook, signWebhook } from "@openwaba/webhooks";
import { cli, folderWith } from "../../cli.test-support.ts";

const appSecret = "0badc0de0badc0de0badc0de0badc0de";
const environment = { META_APP_SECRET: appSecret };
const payload = messageWebhook({ text: { body: "Grüße aus dem Hafen" } });
const { body, headers } = await signWebhook(payload, appSecret);
const signature = headers["x-hub-signature-256"] ?? "";

test.each([
  ["the old kind of signature", body, `sha1=${"0".repeat(40)}`, "It is the old signature"],
  ["no signature at all", body, "nonsense", "A signature begins with sha256="],
  ["too few digits", body, "sha256=12", "64 hexadecimal digits"],
  ["a line break that an editor has added", `${body}\n`, signature, "without the line break at the end"],
  ["a body that was parsed and written again", JSON.stringify(payload), signature, "written as \\u escapes"],
  ["a body that was formatted", JSON.stringify(payload, null, 2), signature, "without spaces between the values"],
  ["another body", `${body} `.replace("messages", "message"), signature, "META_APP_SECRET is not the secret"],
])("webhooks verify says why it refuses %s", async (_, input, given, reason) => {
  const run = await cli(["webhooks", "verify", "--signature", given, "--json"], { environment, input });
  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.stdout)).toEqual({ valid: false, reason: expect.stringContaining(reason) });
  expect(run.stdout + run.stderr).not.toContain(appSecret);
});

test("webhooks verify accepts a body byte for byte, from a file or standard input", async () => {
  const cwd = await folderWith({ "body.json": body });
  const words = ["webhooks", "verify", "--signature", signature];
  expect(await cli(words, { environment, input: body })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^valid/),
  });
  expect(await cli([...words, "body.json"], { environment, cwd })).toMatchObject({ exitCode: 0 });
});

test("webhooks verify needs the secret from the environment", async () => {
  const { exitCode, stderr } = await cli(["webhooks", "verify", "--signature", signature], { input: body });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("set META_APP_SECRET");
});
