import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Reads, rows, type Row, type Tools, verifyToken, type Write } from "./every-write-rows.test-support.ts";
import {
  addressOf,
  bodyOf,
  changesBetween,
  type Documented,
  type Given,
  objectsIn,
  operationsIn,
  versions,
  type View,
  viewOf,
} from "./every-write.test-support.ts";
import { shareSandbox } from "./sandbox.test-support.ts";
import { unversioned } from "./server/operations.ts";
import { shareApp } from "./webhooks/receiver.test-support.ts";

vi.setConfig({ testTimeout: 60_000 }); // a test makes some hundreds of calls

const newest = "v25.0";
const { sandbox, call } = await shareSandbox({ now: () => Date.parse("2026-11-06T00:00:00Z") });
const { url: callbackUrl } = await shareApp(verifyToken);
const operations = new Map([...operationsIn(unversioned), ...operationsIn(newest)]);
const writing = [...versions, unversioned].flatMap((version) =>
  [...operationsIn(version)].filter(([, { method }]) => method !== "GET").map(([operationId]) => operationId),
);

function documented(operationId: string): Documented {
  const found = operations.get(operationId);
  if (!found) throw new Error(`${newest} has no operation ${operationId}`);
  return found;
}

async function send(operationId: string, given: Given = {}) {
  const operation = documented(operationId);
  const { body = bodyOf(operation), headers } = given;
  return call(operation.method, addressOf(operation, given), {
    version: operationsIn(newest).has(operationId) ? newest : unversioned,
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  });
}

const write: Write = async (operationId, given) => {
  const { status, body } = await send(operationId, given);
  if (status !== 200) throw new Error(`${operationId}: ${JSON.stringify(body)}`);
  return body;
};

const tools: Tools = { write, sandbox, callbackUrl };

async function givenFor({ given }: Row): Promise<Given | undefined> {
  return typeof given === "function" ? given(tools) : given;
}

/** What those that read are given: before the call, and once its answer is known. */
function readsOf({ reads, at }: Row, given: Given = {}, answer?: Readonly<Record<string, unknown>>): Reads {
  const ofAnswer = typeof reads === "function" ? answer && reads(answer, given) : reads;
  return { ...at?.(given), ...ofAnswer };
}

/** What is read of a sandbox in which nothing was written yet, by version. */
const untouched = new Map<string, View>();
beforeAll(async () => {
  for (const version of versions) untouched.set(version, await viewOf(sandbox, version));
});

/** What is read before a row writes: all in the newest version, what the row touches in the others. */
async function viewBefore(version: string, { given }: Row, reads: Reads, touched: readonly string[]): Promise<View> {
  const first = untouched.get(version) ?? new Map<string, unknown>();
  if (typeof given !== "function")
    return new Map([...first, ...(await viewOf(sandbox, version, reads, Object.keys(reads)))]);
  return viewOf(sandbox, version, reads, version === newest ? undefined : touched);
}

const all = Object.entries(rows);
const silent = all.filter(([, { nothing }]) => nothing !== undefined);
const shown = all.filter(([, { nothing }]) => nothing === undefined);

test("every operation that writes has a row", () => {
  expect(Object.keys(rows).toSorted()).toEqual([...new Set(writing)].toSorted());
});

test.each(silent)("%s changes nothing that can be read", async (operationId, row) => {
  const own = await givenFor(row);
  const before = await viewBefore(newest, row, {}, []);
  expect((await send(operationId, own)).status).toBe(200);
  expect(changesBetween(before, await viewOf(sandbox, newest))).toEqual([]);
});

describe.each(shown)("%s", (operationId, row) => {
  const { shows = {}, hides = {}, follows = [], unseen = {}, remains = [] } = row;
  const touched = [...new Set([...Object.keys(shows), ...Object.keys(hides), ...follows])].toSorted();
  const isNew = typeof row.reads === "function";

  test("shows wherever it can be read, in every version, changes nothing else, and is gone once it is taken away", async () => {
    const given = await givenFor(row);
    const known = readsOf(row, given);
    const earlier = new Map<string, View>();
    for (const version of versions) earlier.set(version, await viewBefore(version, row, known, touched));
    const before = earlier.get(newest) ?? new Map<string, unknown>();
    const answer = await write(operationId, given);
    const reads = readsOf(row, given, answer);
    for (const version of versions) {
      const view = await viewOf(sandbox, version, reads, version === newest ? undefined : touched);
      const changed = changesBetween(earlier.get(version) ?? new Map<string, unknown>(), view);
      const seen = touched.filter((name) => !unseen[name]?.includes(version));
      expect([version, ...changed]).toEqual([version, ...seen]);
      if (version !== newest) continue;
      for (const [name, part] of Object.entries(shows))
        expect(objectsIn(view.get(name)), name).toContainEqual(expect.objectContaining(part));
      for (const [name, part] of Object.entries(hides)) {
        expect(objectsIn(before.get(name)), name).toContainEqual(expect.objectContaining(part));
        expect(objectsIn(view.get(name)), name).not.toContainEqual(expect.objectContaining(part));
      }
    }
    const undo = row.undo?.(answer, given ?? {});
    if (!undo) return;
    await write(...undo);
    const left = await viewOf(sandbox, newest, reads);
    const isRenewed = (name: string) => isNew && name in reads;
    expect(changesBetween(before, left).filter((name) => !isRenewed(name))).toEqual(remains);
    for (const name of Object.keys(reads).filter(isRenewed))
      expect(left.get(name), name).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });
});

const withId = all.flatMap(([operationId, row]) => {
  const name = /\{([^}]+)\}/.exec(operations.get(operationId)?.template ?? "")?.[1];
  return name === undefined || row.anyId !== undefined ? [] : [[operationId, row, name] as const];
});

const unknownNode = (method: string) => ({
  status: 400,
  body: {
    error: {
      code: 100,
      error_subcode: 33,
      message: expect.stringContaining(`Unsupported ${method.toLowerCase()} request`),
    },
  },
});

async function expectUntouched() {
  expect(changesBetween(untouched.get(newest) ?? new Map<string, unknown>(), await viewOf(sandbox, newest))).toEqual(
    [],
  );
}

test("ids in paths that stand for nothing are rejected, and change nothing", async () => {
  for (const [operationId, { given }, name] of withId) {
    const own = typeof given === "function" ? {} : given;
    const answer = await send(operationId, { ...own, path: { ...own?.path, [name]: "999999999999999" } });
    expect(answer, operationId).toMatchObject(unknownNode(documented(operationId).method));
  }
  await expectUntouched();
});

const withOtherIds = all.flatMap(([operationId, { ids = [] }]) => ids.map((name) => [operationId, name] as const));

test("ids in bodies and queries that stand for nothing are rejected, and change nothing", async () => {
  for (const [operationId, name] of withOtherIds) {
    const { given } = rows[operationId] ?? {};
    const { path = {}, query = {}, body } = typeof given === "object" ? given : {};
    const { operation, method } = documented(operationId);
    const isInQuery = operation.parameters.some((parameter) => parameter.name === name);
    const unknown = { [name]: "999999999999999" };
    const whole = { ...Object(body ?? bodyOf(documented(operationId))), ...(!isInQuery && unknown) };
    const answer = await send(operationId, {
      path,
      query: { ...query, ...(isInQuery && unknown) },
      ...(Object.keys(whole).length > 0 && { body: whole }),
    });
    expect(answer, `${operationId} ${name}`).toMatchObject(unknownNode(method));
  }
  await expectUntouched();
});
