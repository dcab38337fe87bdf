import { expect, test } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";
import { nodesOf, readNodes } from "./snapshot.ts";
import { World } from "./world.ts";

const node = { id: "7", kind: "shelf", data: { name: "Poetry" } };

test("a world comes back from its nodes as JSON, with its files", () => {
  const world = new World();
  const shelf = world.put("shelf", undefined, { name: "Poetry" }, "7");
  const scan = world.put("scan", shelf.id, { page: 1 }, undefined, new Uint8Array([0, 255, 7]));
  const text = JSON.stringify({ lastId: world.lastId, nodes: nodesOf(world) });
  const other = new World();
  other.restore(readNodes(JSON.parse(text), "It"));
  expect(other.snapshot()).toEqual(world.snapshot());
  expect(other.find("scan", scan.id)?.bytes).toEqual(new Uint8Array([0, 255, 7]));
  expect(other.newId()).not.toBe(scan.id);
});

test("nodes that were taken do not change, and cannot be changed", () => {
  const world = new World();
  const shelf = world.put("shelf", undefined, { size: { width: 80 } }, "7");
  const nodes = nodesOf(world);
  world.change(shelf, { size: { width: 90 } });
  expect(nodes).toEqual([{ id: "7", kind: "shelf", data: { size: { width: 80 } } }]);
  expect(() => Object.assign(Object(nodes[0]?.data["size"]), { width: 1 })).toThrow(TypeError);
});

test("what is read does not change with what it was read from", () => {
  const given = structuredClone({ lastId: 0, nodes: [node] });
  const { nodes } = readNodes(given, "It");
  Object.assign(Object(given.nodes[0]).data, { name: "Prose" });
  expect(nodes[0]?.data).toEqual({ name: "Poetry" });
});

const circular: Record<string, unknown> = {};
circular["self"] = circular;

test.each([
  [{ nodes: [] }, "It: lastId must be a whole number"],
  [{ lastId: 1.5, nodes: [] }, "It: lastId must be a whole number"],
  [{ lastId: 0 }, "It: nodes must be an array"],
  [{ lastId: 0, nodes: [7] }, "It: nodes[0] must be an object"],
  [{ lastId: 0, nodes: [{ ...node, id: 7 }] }, "It: nodes[0].id must be a text"],
  [{ lastId: 0, nodes: [{ ...node, kind: "" }] }, "It: nodes[0].kind must be a text"],
  [{ lastId: 0, nodes: [{ ...node, of: 7 }] }, "It: nodes[0].of must be a text"],
  [{ lastId: 0, nodes: [{ ...node, data: [] }] }, "It: nodes[0].data must be an object"],
  [{ lastId: 0, nodes: [{ ...node, data: circular }] }, "It: nodes[0].data must be plain data"],
  [{ lastId: 0, nodes: [{ ...node, data: { big: 1n } }] }, "It: nodes[0].data must be plain data"],
  [{ lastId: 0, nodes: [{ ...node, file: "a b" }] }, "It: nodes[0].file must be base64"],
  [{ lastId: 0, nodes: [{ ...node, name: "Poetry" }] }, "It: nodes[0].name is not known"],
  [{ lastId: 0, nodes: [node, node] }, "It: nodes[1] is there twice, the shelf 7"],
])("%o is refused", (value, message) => {
  expect(() => readNodes(value, "It")).toThrow(new TypeError(message));
});

const { sandbox, call } = await shareSandbox();
const number = "108110225544001";
const profile = `/${number}/whatsapp_business_profile`;

async function write(about: string) {
  await call("POST", profile, { body: { messaging_product: "whatsapp", about } });
}
const read = async () => Object((await call("GET", `${profile}?fields=about`)).body["data"])[0].about;

test("a snapshot brings everything back: state, files, tokens, messages, time, calls and webhooks", async () => {
  await write("Bread and salt");
  const token = sandbox.issueToken();
  const ada = sandbox.customer("+15550123456");
  await ada.sendFile(new Uint8Array([1, 2]), { type: "image/jpeg" });
  const body = { messaging_product: "whatsapp", to: "15550123456", type: "text", text: { body: "Thanks" } };
  await call("POST", `/${number}/messages`, { body });
  await sandbox.settled();
  sandbox.clock.advance(3_600_000);
  const snapshot = sandbox.snapshot();
  const copy = JSON.parse(JSON.stringify(snapshot));
  const time = sandbox.clock.now();
  const image = JSON.parse(sandbox.webhooks[0]?.body ?? "").entry[0].changes[0].value.messages[0].image;

  await write("Gone");
  sandbox.reset();
  expect(sandbox.sent).toEqual([]);
  const { sandbox: other, call: callOther } = await startSandbox();
  for (const [target, from] of [
    [sandbox, snapshot],
    [other, copy],
  ] as const) {
    target.restore(from);
    expect(target.snapshot()).toEqual(copy);
    expect(JSON.stringify(target.snapshot())).toBe(JSON.stringify(copy));
    expect(target.sent).toMatchObject([{ to: "15550123456", message: body }]);
    expect(target.webhooks.length).toBeGreaterThan(1);
    expect(target.clock.now()).toBeGreaterThanOrEqual(time);
  }
  expect(await read()).toBe("Bread and salt");
  const headers = { Authorization: `Bearer ${token}` };
  expect((await callOther("GET", `/${image.id}`, { headers })).body).toMatchObject({ id: image.id, file_size: "2" });
});

test("ids that were given are not given again after a restore", async () => {
  const snapshot = sandbox.snapshot();
  const { id } = await sandbox.customer("+15550123456").text("Hello");
  sandbox.restore(snapshot);
  expect((await sandbox.customer("+15550123456").text("Hello")).id).not.toBe(id);
});

test("what was pending is given up, and tells so", async () => {
  const delivery = sandbox.customer("+15550123456").text("Hello");
  const { deliveries } = await delivery;
  const pending = { ...sandbox.snapshot(), webhooks: deliveries.map((one) => ({ ...one, state: "pending" as const })) };
  sandbox.restore(pending);
  expect(sandbox.webhooks).toMatchObject([{ state: "failed", reason: "it was pending when the snapshot was taken" }]);
  await sandbox.settled();
});

test("reset() goes back to the seed", async () => {
  await write("Bread and salt");
  const { sandbox: seeded, call: callSeeded } = await startSandbox({ seed: sandbox.snapshot() });
  await callSeeded("POST", profile, { body: { messaging_product: "whatsapp", about: "Gone" } });
  seeded.reset();
  const { body } = await callSeeded("GET", `${profile}?fields=about`);
  expect(body).toMatchObject({ data: [{ about: "Bread and salt" }] });
  expect(seeded.calls.at(0)).toMatchObject({ method: "GET" });
});

test.each([
  [undefined, "it is no snapshot of a sandbox"],
  [[], "it is no snapshot of a sandbox"],
  [{ format: "other" }, "it is no snapshot of a sandbox"],
  [{ version: 2 }, "it has version 2, not 1"],
  [{ version: "1" }, 'it has version "1", not 1'],
  [{ colour: "red" }, "colour is not known"],
  [{ nodes: [{}] }, "nodes[0].id must be a text"],
  [{ calls: {} }, "calls must be an array"],
  [{ calls: [{ method: "GET" }] }, "calls[0].id must be string, not undefined"],
  [{ calls: [{ id: "1", method: "GET" }] }, "calls[0].time must be number, not undefined"],
  [{ webhooks: [null] }, "webhooks[0].id must be string, not undefined"],
])("a snapshot with %j is refused, and changes nothing", async (change, message) => {
  await write("Bread and salt");
  const before = JSON.stringify(sandbox.snapshot());
  const snapshot = Array.isArray(change) || !change ? change : { ...sandbox.snapshot(), ...change };
  expect(() => sandbox.restore(snapshot as never)).toThrow(TypeError);
  expect(() => sandbox.restore(snapshot as never)).toThrow(`Cannot restore the snapshot: ${message}`);
  expect(JSON.stringify(sandbox.snapshot())).toBe(before);
  await expect(startSandbox({ seed: (snapshot ?? {}) as never })).rejects.toThrow(TypeError);
});

test("calls and deliveries whose ids do not follow each other are refused", async () => {
  await sandbox.customer("+15550123456").text("Hello");
  await read();
  const snapshot = sandbox.snapshot();
  for (const ids of [["2", "1"], ["1", "1"], ["0"], ["x"]]) {
    const webhooks = ids.map((id) => ({ ...snapshot.webhooks?.[0], id }));
    const calls = ids.map((id) => ({ ...snapshot.calls?.[0], id }));
    for (const log of [{ webhooks }, { calls }])
      expect(() => sandbox.restore({ ...snapshot, ...log } as never)).toThrow("must be a number, one more than");
  }
});

test("the state goes out and comes in over HTTP", async () => {
  const url = `${sandbox.url}/_sandbox/snapshot`;
  await write("Bread and salt");
  const text = await (await fetch(url)).text();
  await write("Gone");
  const put = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    fetch(url, { method: "PUT", headers, body });
  expect((await put(text)).status).toBe(200);
  expect(await read()).toBe("Bread and salt");
  for (const [body, status] of [
    ["{", 400],
    ["{}", 400],
    ["", 400],
  ] as const) {
    expect((await put(body)).status).toBe(status);
  }
  expect((await put(text, { "content-type": "text/plain" })).status).toBe(415);
  expect((await put(text, { "content-type": "application/json", origin: "https://evil.example" })).status).toBe(403);
  expect(await read()).toBe("Bread and salt");
});

test("what was to happen happens when a sandbox starts with it, without a call", async () => {
  const timer = { id: "1", kind: "timer", data: { at: 0, action: "none", about: {} } };
  const later = { ...timer, id: "2", data: { ...timer.data, at: Number.MAX_SAFE_INTEGER } };
  const snapshot = sandbox.snapshot();
  const { sandbox: seeded } = await startSandbox({ seed: { ...snapshot, nodes: [...snapshot.nodes, timer, later] } });
  expect(seeded.snapshot().nodes.filter(({ kind }) => kind === "timer")).toEqual([later]);
});
