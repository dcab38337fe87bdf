import { describe, expect, test } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { collect, invent, openQueue, startRedis } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { opened } from "./open-campaigns.ts";

const isMissing = lacksRedis("packages/campaigns/src/scripts.test.ts");

/** A campaign that no worker sends, and what workers do with its first recipient. */
async function startRace() {
  const redis = await startRedis();
  const queues = [await openQueue(redis), await openQueue(redis)];
  const [queue = await openQueue(redis)] = queues;
  const message = { text: { body: "Our sale begins today." } };
  const campaign = await createCampaign(queue, {
    id: "race",
    phoneNumberIds: ["108110225544001"],
    message,
    recipients: invent(1),
  });
  const { keys } = opened(queue);
  const [state, marks, started] = [keys.campaign("race"), keys.marks("race", 0), keys.started("race")];
  const hold = keys.hold("108110225544001");
  const begin = (token: string, number = 0) =>
    opened(queues[number] ?? queue).run.begin(
      [state, marks, started, keys.suppressed, hold, keys.templates("race")],
      [0, token, "15551000000", "sale|en_GB"],
    );
  const finish = (token: string, letter: string, id = "") =>
    opened(queue).run.finish(
      [state, marks, started, keys.unknown("race")],
      [0, token, "15551000000", "0:0", letter, id, "", "a|b"],
    );
  const result = async () => (await collect(campaign.results()))[0];
  const holdBack = (time: number) => opened(queue).run.hold([hold], [time]);
  return { campaign, begin, finish, result, holdBack };
}

describe.skipIf(isMissing)("a recipient", () => {
  test("is started by one of 100 that try at once, over two connections", async () => {
    const { begin, result } = await startRace();
    const verdicts = await Promise.all(Array.from({ length: 100 }, (_, index) => begin(`worker.${index}`, index % 2)));
    expect(verdicts.toSorted()).toEqual(["go", ...Array.from({ length: 99 }, () => "taken")]);
    expect(await result()).toMatchObject({ state: "started" });
  });

  test("is started again by the same call alone, which retries", async () => {
    const { begin } = await startRace();
    expect([await begin("one"), await begin("one"), await begin("two"), await begin("one")]).toEqual([
      "go",
      "go",
      "taken",
      "go",
    ]);
  });

  test("is not started while the campaign is paused, and its retry is, since it has a mark", async () => {
    const { begin, campaign } = await startRace();
    expect(await begin("one")).toBe("go");
    await campaign.pause();
    expect([await begin("one"), await begin("two")]).toEqual(["go", "taken"]);
  });

  test("is not started while its number is held back, for the longest time that was told", async () => {
    const { begin, holdBack, result } = await startRace();
    await holdBack(60_000);
    await holdBack(1000);
    expect(await begin("one")).toMatch(/^held 5\d{4}$|^held 60000$/);
    expect(await result()).toMatchObject({ state: "pending" });
  });

  test("keeps its outcome, whatever a call without its mark says", async () => {
    const { begin, finish, result, campaign } = await startRace();
    await begin("one");
    expect(await finish("two", "-")).toBe(0);
    expect(await finish("one", "u")).toBe(1);
    expect(await campaign.resend(["0:0"])).toBe(1);
    expect(await begin("two")).toBe("go");
    expect(await finish("one", "a", "wamid.late")).toBe(0);
    expect(await finish("two", "a", "wamid.second")).toBe(1);
    expect(await finish("two", "a", "wamid.second")).toBe(0);
    expect(await result()).toMatchObject({ state: "accepted", messageId: "wamid.second", details: "a|b" });
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 1, unknown: 0, started: 0 });
  });

  test("that was given up as unknown is settled by its late response", async () => {
    const { begin, finish, campaign } = await startRace();
    await begin("one");
    await finish("one", "u");
    expect(await collect(campaign.unknown(0))).toHaveLength(1);
    expect(await finish("one", "a", "wamid.late")).toBe(1);
    expect(await collect(campaign.unknown(0))).toEqual([]);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 1, unknown: 0, started: 0 });
  });

  test("is free again after a call that certainly sent nothing", async () => {
    const { begin, finish, campaign } = await startRace();
    await begin("one");
    expect([await finish("one", "-"), await finish("one", "-")]).toEqual([1, 0]);
    expect((await campaign.progress()).pending).toBe(1);
    expect(await begin("two")).toBe("go");
  });
});
