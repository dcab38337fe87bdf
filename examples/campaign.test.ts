import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { trackOutcomes } from "./campaign/outcomes.ts";
import { runExample, startPlatform } from "./run-example.test-support.ts";

/** A list of people in a file. */
async function writeList(lines: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "people.csv");
  await writeFile(file, lines.join("\r\n"));
  return file;
}

test("1,000 people get one message each, whatever fails on the way", async () => {
  const { sandbox, environment } = await startPlatform();
  const sends = { operation: "sendMessage" };
  sandbox.inject({ ...sends, kind: "throttle", code: 130429, times: 5 });
  sandbox.inject({ ...sends, kind: "transient" });
  sandbox.inject({ ...sends, kind: "drop", after: "effect" });
  sandbox.inject({ ...sends, kind: "expired-token" });
  const people = Array.from({ length: 1000 }, (_, index) => `+1555${1_000_000 + index}, Ada, HC-${index}`);
  const file = await writeList([...people, "", "+1 (555) 100-0007,Ada,HC-7", "+15551999999,Sam,"]);
  const { code, output } = await runExample("campaign.ts", { ...environment, MESSAGES_PER_SECOND: "400" }, [file])
    .ended;

  expect(output).toContain("Left out: 1 incomplete, 1 twice in the list");
  expect(output).toContain("↻ 5 met a limit");
  // the message whose response was lost is among the delivered ones: a webhook told
  expect(output).toMatch(/^ +998 {2}delivered$/m);
  expect(output).toMatch(/^ +1 {2}unknown$/m);
  expect(output).toMatch(/^ +1 {2}rejected: .*expired/m);
  expect(code).toBe(0);
  expect(sandbox.sent).toHaveLength(998);
  expect(new Set(sandbox.sent.map(({ to }) => to)).size).toBe(998);
  expect(sandbox.calls.filter(({ operation }) => operation === "sendMessage")).toHaveLength(1005);
  // 400 at once, 400 a second later, the rest after another one
  expect(Number(/1000 in ([\d.]+) s/.exec(output)?.[1])).toBeGreaterThanOrEqual(1.9);
  expect(sandbox.warnings).toEqual([]);
}, 240_000);

test("a second run writes to those alone who were not written to in the first one", async () => {
  const { sandbox, environment } = await startPlatform();
  const file = await writeList(["+15551000000,Ada,HC-1", "+15551000001,Ines,HC-2"]);
  await runExample("campaign.ts", environment, [file]).ended;
  await appendFile(file, "\r\n+15551000002,Tom,HC-3");
  const { output } = await runExample("campaign.ts", environment, [file]).ended;
  expect(output).toMatch(/Written to in an earlier run, see .*people\.csv\.sent: 2$/m);
  expect(output).toMatch(/^ +1 {2}delivered$/m);
  expect(sandbox.sent.map(({ to }) => to)).toEqual(["15551000000", "15551000001", "15551000002"]);
});

test("on the platform nobody is written to who is not on a list", async () => {
  const { sandbox, environment } = await startPlatform();
  const { code, output } = await runExample("campaign.ts", environment).ended;
  expect(output).toMatch(/^Cannot start the campaign: name a list of people/);
  expect(code).toBe(2);
  expect(sandbox.calls).toEqual([]);
});

test("without a token it runs on a sandbox of its own, and injects the failures itself", async () => {
  const { code, output } = await runExample("campaign.ts", { PEOPLE: "50" }).ended;
  expect(output).toMatch(/^ +49 {2}delivered$/m);
  expect(output).toMatch(/^ +1 {2}unknown$/m);
  expect(code).toBe(0);
});

test("news that come late do not take back what is known of a message", () => {
  const outcomes = trackOutcomes();
  for (const outcome of ["delivered", "sent", "accepted"]) outcomes.note("15550187204", outcome);
  expect(outcomes.count()).toEqual({ delivered: 1 });
  expect(outcomes.areOpen).toBe(false);
  outcomes.note("15550187204", "not delivered: Message undeliverable");
  outcomes.note("15550187204", "read");
  expect(outcomes.count()).toEqual({ "not delivered: Message undeliverable": 1 });
});
