import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { collect, invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { csvRecipients } from "./csv-recipients.ts";

const isMissing = lacksRedis("packages/campaigns/src/create-campaign.test.ts");
const message = { text: { body: "Our sale begins today." } };

describe.skipIf(isMissing)("createCampaign()", () => {
  test("rejects a wrong id, wrong numbers, a missing message and somebody without a number", async () => {
    const { queue, phoneNumberIds } = await startCampaigns();
    const create = (changes: object) =>
      createCampaign(queue, { id: "wrong", phoneNumberIds, message, recipients: [], ...changes });
    await expect(create({ id: ".." })).rejects.toThrow("not dots alone");
    await expect(create({ id: "a:b" })).rejects.toThrow("its id must be 1 to 64 letters, digits, dots");
    await expect(create({ phoneNumberIds: [] })).rejects.toThrow("phoneNumberIds must be ids of phone numbers");
    await expect(create({ message: undefined })).rejects.toThrow("it needs message or send");
    await expect(create({ recipients: [{ to: "+15550123456" }, { name: "Ines" }] })).rejects.toThrow(
      "Cannot create the campaign wrong: recipient 2 needs to, a phone number, or recipient, the id of a user",
    );
  });

  test("goes on where it was interrupted, and rejects another message or other recipients", async () => {
    const { queue, phoneNumberIds, work, received } = await startCampaigns();
    const people = invent(350);
    async function* breaking() {
      yield* people.slice(0, 250);
      throw new Error("the database is away");
    }
    const create = (changes: object) =>
      createCampaign(queue, { id: "broken", phoneNumberIds, message, recipients: people, ...changes });
    await expect(create({ recipients: breaking() })).rejects.toThrow("the database is away");
    await expect(create({ message: { text: { body: "Another sale" } } })).rejects.toThrow(
      "Cannot create the campaign broken: there is one with another message or other numbers",
    );
    await expect(create({ recipients: people.toReversed() })).rejects.toThrow(
      "there is one with other recipients, from number 1 on",
    );
    await expect(create({ recipients: people.slice(0, 100) })).rejects.toThrow("it had more recipients before");
    work();
    const campaign = await create({});
    await create({});
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(await campaign.progress()).toMatchObject({ total: 350, counts: { accepted: 350 } });
    expect([...received().values()]).toEqual(Array(350).fill(1));
    await expect(create({ recipients: [...people, ...invent(1)] })).rejects.toThrow(
      "there is one with other recipients",
    );
  });

  test("sends once to somebody who is in it twice, in whatever notation", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    work();
    const recipients = [...invent(120), { to: "1 (555) 100-0000" }];
    const campaign = await createCampaign(queue, { id: "twice", phoneNumberIds, message, recipients });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect((await campaign.progress()).counts).toMatchObject({ accepted: 120, duplicate: 1 });
    expect(sandbox.sent).toHaveLength(120);
  });

  test("reads a CSV file, and writes what each person gets", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    work();
    const recipients = csvRecipients(Readable.from(['\ufeffto;name\n+15551000000;"Ines; Ana"\n', "+15551000001;Bo\n"]));
    const campaign = await createCampaign(queue, {
      id: "csv",
      phoneNumberIds,
      message: ({ name }) => ({ text: { body: `Hello ${name}` } }),
      recipients,
    });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(sandbox.sent.map(({ message: { text } }) => text)).toEqual(
      expect.arrayContaining([{ body: "Hello Ines; Ana" }, { body: "Hello Bo" }]),
    );
    const broken = csvRecipients(Readable.from(["to,name\n+15551000000\n"]));
    await expect(
      createCampaign(queue, { id: "broken-csv", phoneNumberIds, message, recipients: broken }),
    ).rejects.toThrow("Invalid Record Length");
    const missing = csvRecipients(createReadStream(join(import.meta.dirname, "missing.csv")));
    await expect(createCampaign(queue, { id: "no-csv", phoneNumberIds, message, recipients: missing })).rejects.toThrow(
      "ENOENT",
    );
  });

  test("reads no further while enough batches wait", async () => {
    const { queue, phoneNumberIds, work } = await startCampaigns();
    let read = 0;
    function* counted() {
      for (const person of invent(500)) {
        read++;
        yield person;
      }
    }
    const creating = createCampaign(queue, {
      id: "slow",
      phoneNumberIds,
      message,
      recipients: counted(),
      maxOpenBatches: 2,
    });
    await vi.waitFor(() => expect(read).toBe(200));
    work();
    const campaign = await creating;
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(await collect(campaign.results())).toHaveLength(500);
  });
});
