import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMediaClient, uploadMedia } from "@openwaba/media";
import { openFile } from "@openwaba/media/node";
import { expect, onTestFinished, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

const picture = join(import.meta.dirname, "files/harbour.png");

/** Runs the example with a customer who sends a picture, and returns the folder that it is saved in. */
async function run(prepare: (sandbox: Awaited<ReturnType<typeof startPlatform>>["sandbox"]) => void = () => undefined) {
  const { sandbox, environment, customer } = await startPlatform();
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const example = runExample("media.ts", environment, [folder]);
  await example.printed("☞ Please send a picture");
  const client = createMediaClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
  const phone_number_id = sandbox.phoneNumberId;
  const { id } = await uploadMedia(client, { phone_number_id, file: await openFile(picture) });
  prepare(sandbox);
  await customer.send({ type: "image", id, mime_type: "image/png" });
  return { sandbox, folder, id, ...(await example.ended) };
}

test("the picture of the customer is saved, and one goes back", async () => {
  const { sandbox, folder, id, code, output } = await run();
  expect(await readFile(join(folder, `${id}.png`))).toEqual(await readFile(picture));
  expect(sandbox.sent).toMatchObject([
    { status: "delivered", message: { type: "image", image: { id: expect.any(String) } } },
  ]);
  expect(sandbox.sent[0]?.message).not.toMatchObject({ image: { id } });
  expect(output).toContain("✓ 1944 bytes in");
  expect(output).toContain("✓ sent, delivered");
  expect(output).toContain("One picture came, one went.");
  expect(code).toBe(0);
  expect(sandbox.warnings).toEqual([]);
});

test("a picture that arrives with a wrong byte is no file", async () => {
  const { sandbox, folder, code, output } = await run((platform) => platform.inject({ kind: "corrupt" }));
  expect(await readdir(folder)).toEqual([]);
  expect(output).toMatch(/✗ .*sha-?256|✗ .*hash/i);
  expect(output).toContain("The picture of the customer was not saved.");
  expect(code).toBe(1);
  expect(sandbox.sent).toHaveLength(1);
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("media.ts").ended;
  const [, path = ""] = /Open (.*)\.$/m.exec(output) ?? [];
  expect(await readFile(path)).toEqual(await readFile(picture));
  await rm(join(path, ".."), { recursive: true });
  expect(code).toBe(0);
});
