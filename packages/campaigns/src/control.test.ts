import { setTimeout as sleep } from "node:timers/promises";
import { sendMessage } from "@openwaba/messages";
import { createSandbox } from "@openwaba/sandbox";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { getCampaign, listCampaigns } from "./campaign.ts";
import { collect, invent, openQueue, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { opened } from "./open-campaigns.ts";
import { allowRecipients, suppressRecipients } from "./suppress.ts";

const isMissing = lacksRedis("packages/campaigns/src/control.test.ts");
const message = { text: { body: "Our sale begins today." } };
const sends = { operation: "sendMessage" };

describe.skipIf(isMissing)("a campaign", () => {
  test("starts nothing while it is paused, goes on when it is resumed, and never after it was cancelled", async () => {
    const { redis, queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const campaign = await createCampaign(queue, { id: "paused", phoneNumberIds, message, recipients: invent(150) });
    await campaign.pause("the shop is closed");
    await expect(campaign.remove()).rejects.toThrow("Cannot remove the campaign paused: it is paused");
    const worker = work();
    const elsewhere = await getCampaign(await openQueue(redis), "paused");
    const other = await createCampaign(queue, { id: "other", phoneNumberIds, message, recipients: invent(10) });
    await vi.waitFor(async () => expect((await other.progress()).state).toBe("completed"), 20_000);
    expect(await elsewhere.progress()).toMatchObject({ state: "paused", reason: "the shop is closed", pending: 150 });
    await elsewhere.resume();
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(sandbox.sent).toHaveLength(160);
    await worker.close();

    const cancelled = await createCampaign(queue, { id: "gone", phoneNumberIds, message, recipients: invent(150) });
    await cancelled.cancel();
    await cancelled.resume();
    work();
    expect((await collect(cancelled.watch(10))).at(-1)).toMatchObject({ state: "cancelled", pending: 150 });
    expect(sandbox.sent).toHaveLength(160);
    expect(await listCampaigns(queue)).toEqual(["gone", "other", "paused"]);
    for (const over of [campaign, other, cancelled]) await over.remove();
    expect(await listCampaigns(queue)).toEqual([]);
    const { keys, redis: commands } = opened(queue);
    expect(await commands.keys("*campaigns:*:*")).not.toContainEqual(expect.stringContaining(`${keys.campaigns}:`));
    await expect(getCampaign(queue, "nobody")).rejects.toThrow("Cannot read the campaign nobody: there is none");
  });

  test("is watched with its rate since the last look, which is 0 while it is paused", async () => {
    const { queue, phoneNumberIds, work } = await startCampaigns();
    const worker = work();
    const campaign = await createCampaign(queue, { id: "slow", phoneNumberIds, message, recipients: invent(300) });
    await vi.waitFor(async () => expect((await campaign.progress()).counts.accepted).toBeGreaterThan(0), 20_000);
    await campaign.pause();
    await worker.close();
    const seen = [];
    for await (const progress of campaign.watch(5)) {
      seen.push(progress);
      if (seen.length === 2) break;
    }
    expect(seen).toMatchObject([{ state: "paused" }, { state: "paused", currentRate: 0 }]);
    expect(seen[0]?.currentRate).toBeGreaterThan(0);
    await campaign.resume();
    work();
    const [last] = (await collect(campaign.watch(1))).slice(-1);
    expect(last).toMatchObject({ state: "completed", pending: 0 });
  });

  test("notes a lost response as unknown, sends again only if told, and takes a person's word", async () => {
    const { queue, phoneNumberIds, work, sandbox, received } = await startCampaigns();
    sandbox.inject({ ...sends, kind: "drop", after: "effect", times: 2 });
    work();
    const campaign = await createCampaign(queue, { id: "lost", phoneNumberIds, message, recipients: invent(20) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 18, unknown: 2 });
    expect(await collect(campaign.unknown())).toEqual([]);
    const [first, second] = await collect(campaign.unknown(0));
    if (first === undefined || second === undefined) throw new Error("nobody is unknown");
    expect([...received().values()]).toEqual(Array(20).fill(1));

    const accepted = (await collect(campaign.results())).filter(({ state }) => state === "accepted");
    expect(await campaign.resend([first.key, ...accepted.map(({ key }) => key)])).toBe(1);
    expect(await campaign.settle([second.key, ...accepted.map(({ key }) => key)], "unsent")).toBe(1);
    await vi.waitFor(async () => expect((await campaign.progress()).counts).toMatchObject({ accepted: 19 }), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ unknown: 0, unsent: 1 });
    expect(received().get((first.person.to ?? "").slice(1))).toBe(2);
    await expect(campaign.resend(["7:99"])).rejects.toThrow("Cannot find 7:99 in the campaign lost: it has no such");
  });

  test("waits at a limit and sends later, and refuses what other middleware refused before anything was sent", async () => {
    const { queue, phoneNumberIds, work, sandbox, client } = await startCampaigns();
    sandbox.inject({ ...sends, kind: "throttle", code: 131056, times: 3 });
    let refused = 5;
    const flaky = client.with({
      middleware: [
        (next) => async (request) => {
          if (refused-- > 0) throw new TypeError("a middleware failed");
          return next(request);
        },
      ],
    });
    work({ client: flaky });
    const campaign = await createCampaign(queue, { id: "limits", phoneNumberIds, message, recipients: invent(20) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 30_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 15, refused: 5, unknown: 0 });
    expect(sandbox.sent).toHaveLength(15);
  }, 40_000);

  test("loses nobody while the platform cannot be reached: they are sent to when it is back", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    work();
    const campaign = await createCampaign(queue, { id: "away", phoneNumberIds, message, recipients: invent(20) });
    const { redis, keys } = opened(queue);
    await vi.waitFor(async () => expect(await redis.zrange(keys.due, "0", "-1")).toEqual(["away:0:1"]), 20_000);
    expect(await campaign.progress()).toMatchObject({ pending: 20, counts: { started: 0, unknown: 0 } });
    const back = await createSandbox({ port, accessToken: sandbox.accessToken });
    onTestFinished(() => back.close());
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 20 });
    expect(back.sent).toHaveLength(20);
  }, 40_000);

  test("pauses when the token has expired, and sends to everybody after that", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    sandbox.inject({ ...sends, kind: "expired-token", times: 1 });
    work({ concurrency: 1 });
    const campaign = await createCampaign(queue, { id: "token", phoneNumberIds, message, recipients: invent(20) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("paused"), 20_000);
    expect((await campaign.progress()).reason).toMatch(/\(code 190\)$/);
    await campaign.resume();
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 20 });
    expect(sandbox.sent).toHaveLength(20);
  });

  test("holds back one number that meets its limit, and goes on with the others", async () => {
    const { queue, phoneNumberIds, work, sandbox, client } = await startCampaigns();
    const other = "108110225544002";
    const limited = client.with({
      middleware: [
        (next) => async (request) => {
          if (request.call.ids["phone_number_id"] !== other) return next(request);
          return Response.json(
            { error: { message: "(#130429) Rate limit hit", type: "OAuthException", code: 130429 } },
            { status: 400 },
          );
        },
      ],
    });
    const people = invent(20);
    const campaign = await createCampaign(queue, {
      id: "numbers",
      phoneNumberIds: [...phoneNumberIds, other],
      message,
      recipients: people,
    });
    work({ client: limited });
    await vi.waitFor(async () => expect((await campaign.progress()).counts.accepted).toBe(10), 20_000);
    expect((await campaign.progress()).pending).toBeGreaterThan(0);
    expect(sandbox.sent).toHaveLength(10);
  });

  test("leaves a campaign whose function it lacks to workers that have it", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const errors: string[] = [];
    const without = work({ onError: ({ message: text }) => errors.push(text) });
    const campaign = await createCampaign(queue, { id: "late", phoneNumberIds, send: "sale", recipients: invent(3) });
    await vi.waitFor(() =>
      expect(errors).toEqual(["Cannot send the campaign late: this worker has no send named sale"]),
    );
    await without.close();
    work({ sends: { sale: (client, { to = "" }) => sendMessage(client, { to, text: { body: "Hello" } }) } });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(sandbox.sent).toHaveLength(3);
  });

  test("gives up to close in order while Redis is away", async () => {
    const { queue, phoneNumberIds, work, redis } = await startCampaigns();
    const errors: string[] = [];
    const worker = work({ onError: ({ message: text }) => errors.push(text) });
    const campaign = await createCampaign(queue, { id: "away", phoneNumberIds, message, recipients: invent(500) });
    await vi.waitFor(async () => expect((await campaign.progress()).counts.accepted).toBeGreaterThan(0), 20_000);
    await redis.stop();
    await worker.close();
    expect(errors).toContain(
      "Cannot close the worker in order: Redis is away; its batches go to others once it is back",
    );
    await redis.start();
  });

  test("pauses when the token function fails behind the mark: nothing was sent", async () => {
    const { queue, phoneNumberIds, work, sandbox, client } = await startCampaigns();
    const auth = () => Promise.reject(new Error("the vault is sealed"));
    work({ client: client.with({ auth }) });
    const campaign = await createCampaign(queue, { id: "vault", phoneNumberIds, message, recipients: invent(20) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("paused"), 20_000);
    await vi.waitFor(async () => expect((await campaign.progress()).pending).toBe(20), 20_000);
    expect((await campaign.progress()).reason).toBe("no access token: the vault is sealed");
    expect(sandbox.sent).toEqual([]);
  });

  test("marks messages of a client with middleware of openapi-fetch too", async () => {
    const { queue, phoneNumberIds, work, sandbox, client } = await startCampaigns();
    client.use({ onRequest: ({ request }) => new Request(request, { headers: request.headers }) });
    work();
    const campaign = await createCampaign(queue, { id: "used", phoneNumberIds, message, recipients: invent(3) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 3 });
    expect(sandbox.sent.map(({ message: { biz_opaque_callback_data: data } }) => data).toSorted()).toEqual([
      "openwaba:used:0:0",
      "openwaba:used:0:1",
      "openwaba:used:0:2",
    ]);
  });

  test("leaves out who is suppressed, until they are allowed again", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    await suppressRecipients(queue, ["1555-1000000", "+15551000001"]);
    await allowRecipients(queue, ["+15551000001"]);
    work();
    const campaign = await createCampaign(queue, { id: "out", phoneNumberIds, message, recipients: invent(3) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 2, suppressed: 1 });
    expect(sandbox.sent.map(({ to }) => to).toSorted()).toEqual(["15551000001", "15551000002"]);
  });

  test("sends by a function of the workers, which cannot send two messages to one person", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const send = async (
      client: Parameters<typeof sendMessage<"phone_number_id">>[0],
      { to = "", name }: { to?: string; name?: unknown },
    ) => {
      await sendMessage(client, { to, text: { body: `Hello ${String(name)}` } });
      await sendMessage(client, { to, text: { body: "and again" } });
    };
    const replayable: typeof send = (client, { to = "" }) =>
      sendMessage(client, { to, text: { body: "Hello" } }, { replayable: true }).then(() => undefined);
    const hasty: typeof send = async (client, { to = "" }) => {
      setTimeout(() => void sendMessage(client, { to, text: { body: "Hello" } }).catch(() => undefined), 50);
    };
    work({ sends: { send, replayable, hasty } });
    const campaign = await createCampaign(queue, { id: "by", phoneNumberIds, send: "send", recipients: invent(5) });
    const risky = await createCampaign(queue, {
      id: "risky",
      phoneNumberIds,
      send: "replayable",
      recipients: invent(5),
    });
    const rash = await createCampaign(queue, { id: "rash", phoneNumberIds, send: "hasty", recipients: invent(5) });
    for (const created of [campaign, risky, rash])
      await vi.waitFor(async () => expect((await created.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 5 });
    expect((await collect(risky.results()))[0]).toMatchObject({
      state: "refused",
      details: "Cannot send to a recipient of a campaign: a replayable call may send twice",
    });
    expect((await collect(rash.results()))[0]).toMatchObject({
      state: "refused",
      details: "the function sent no message",
    });
    await sleep(200); // the hasty sends come now
    expect(sandbox.sent).toHaveLength(5);
    expect(sandbox.sent[0]?.message).toMatchObject({
      biz_opaque_callback_data: expect.stringMatching(/^openwaba:by:0:/),
    });
  });
});
