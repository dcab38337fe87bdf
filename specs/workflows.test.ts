import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readWorkflow, readWorkflows, respect, startProxy, type WorkflowFile } from "./workflows.test-support.ts";

const files = await readWorkflows();
const secrets = { access_token: "EAAHharbour-lantern", pin: "581063", code: "" };
const inputs = {
  ...secrets,
  business_id: "506914307656634",
  partner_business_id: "813460912570311",
  phone_number: "+15550123456",
  phone_number_id: "108110225544001",
  waba_id: "102290129340398",
  to: "+15550199999",
  new_template_name: "order_has_left",
};

let sandbox: Sandbox;
let time = Date.UTC(2026, 10, 20);
let hasReviews = true;
beforeAll(async () => {
  // a second passes whenever the sandbox looks at its clock
  sandbox = await createSandbox({
    strict: true,
    accessToken: secrets.access_token,
    now: () => (hasReviews ? (time += 1000) : time),
  });
});
beforeEach(() => {
  sandbox.reset();
  hasReviews = true;
});
afterAll(() => sandbox.close());

function fileOf(name: string): WorkflowFile {
  const found = files.find((file) => file.name === name);
  if (!found) throw new Error(`no workflow is called ${name}`);
  return found;
}

const callsSince = (count: number) =>
  sandbox.calls.slice(count).map(({ operation, status }) => `${operation} ${status}`);

async function post(path: string, body: object): Promise<{ id: string }> {
  const headers = { Authorization: `Bearer ${secrets.access_token}`, "Content-Type": "application/json" };
  const response = await fetch(`${sandbox.url}/v25.0${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as { id: string };
}

async function addNumber() {
  const { id } = await post(`/${inputs.business_id}/add_phone_numbers`, { phone_number: inputs.phone_number });
  await post(`/${id}/request_code`, { code_method: "SMS", language: "en_US" });
  return { id, code: sandbox.codeFor(id) };
}

/** Prepares the state that a workflow needs; returns the inputs that result. */
const preparations: Record<string, () => Promise<object>> = {
  "verify-number": addNumber,
  async "share-number"() {
    const { id, code } = await addNumber();
    await post(`/${id}/verify_code`, { code });
    return {};
  },
};

/** Runs a workflow in its initial state. */
async function runPrepared(file: WorkflowFile, url = sandbox.url, ...flags: string[]) {
  const prepared = await preparations[file.name]?.();
  const before = sandbox.calls.length;
  const outcome = await respect(file, url, { ...inputs, ...prepared }, ...flags);
  return { ...outcome, calls: callsSince(before) };
}

describe.each(files)("$name", (file) => {
  const [workflow, ...others] = file.workflows;
  const steps = workflow?.steps ?? [];
  const operations = steps.map(({ operationId }) => operationId.split(".").at(-1) ?? "");

  test("fails when its last call returns an error, even a documented one", async () => {
    const operation = operations.at(-1) ?? "";
    const prepared = await preparations[file.name]?.();
    sandbox.inject({ kind: "transient", operation });
    const { status, output } = await respect(file, sandbox.url, { ...inputs, ...prepared });
    expect(output).toMatch(/✗ success criteria check - \$statusCode == 200/);
    expect(callsSince(0).at(-1)).toBe(`${operation} 500`);
    expect(status).toBe(1);
  });

  test("requires status 200 of each call", () => {
    const criteria = steps.map(({ successCriteria = [] }) => successCriteria.map(({ condition }) => condition));
    expect(criteria.filter((conditions) => !conditions.includes("$statusCode == 200"))).toEqual([]);
  });

  test("fails when a response does not match its document", async () => {
    // respect accepts undeclared properties where a schema has alternatives, as that of a sent message
    const change = (answer: string) => answer.replace(/\}$/, ',"surprise":1}').replace('"contacts":', '"contact":');
    const { status, output } = await runPrepared(file, await startProxy(sandbox, change));
    expect(output).toContain("✗ schema check");
    expect(status).toBe(1);
  });

  test("runs against the sandbox from start to end", async () => {
    const { status, output, calls } = await runPrepared(file);
    expect(output).not.toContain("✗");
    expect(status).toBe(0);
    expect(calls).toEqual(operations.map((operation) => `${operation} 200`));
  });

  test("is one workflow of this name", () => {
    expect(workflow?.workflowId).toBe(file.name);
    expect(others).toEqual([]);
  });

  test("describes its inputs, and which of them are secret", () => {
    const properties = Object.entries(workflow?.inputs.properties ?? {});
    expect(properties.filter(([, { description }]) => !description)).toEqual([]);
    expect(properties.filter(([name, { format }]) => name in secrets !== (format === "password"))).toEqual([]);
    const optional = properties.filter(([, schema]) => schema.default !== undefined).map(([name]) => name);
    expect(properties.map(([name]) => name).toSorted()).toEqual(
      [...(workflow?.inputs.required ?? []), ...optional].toSorted(),
    );
  });

  test("takes no parameter from the examples in the documents", () => {
    expect(steps.filter(({ parameters }) => !parameters?.length)).toEqual([]);
  });
});

test("no secret is printed or written to a file, whether a workflow succeeds or fails", async () => {
  const folder = await mkdtemp(join(tmpdir(), "respect-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [json, har] = [join(folder, "run.json"), join(folder, "run.har")];
  for (const name of ["share-number", "register-number"]) {
    for (const isFaulty of [false, true]) {
      sandbox.reset();
      if (isFaulty)
        sandbox.inject({
          kind: "expired-token",
          operation: name === "share-number" ? "listPartners" : "registerPhoneNumber",
        });
      const { status, output } = await runPrepared(fileOf(name), sandbox.url, "--verbose", "-J", json, "-H", har);
      expect(status).toBe(isFaulty ? 1 : 0);
      const told = [output, await readFile(json, "utf8"), await readFile(har, "utf8")];
      for (const text of told) {
        expect(text).toContain("********");
        expect(text).not.toContain(secrets.access_token);
        expect(text).not.toContain(secrets.pin);
      }
    }
  }
});

describe("what a workflow made is removed", () => {
  test.each([
    ["send-template", "sendMessage", "deleteMessageTemplates 200"],
    ["send-template", "getMessageTemplate", "deleteMessageTemplates 200"],
    ["send-media", "getMedia", "deleteMedia 200"],
    ["send-media", "sendMessage", "deleteMedia 200"],
    ["share-number", "listPartners", "unsharePreverifiedNumber 200"],
  ])("by %s also when %s fails", async (name, operation, last) => {
    const prepared = await preparations[name]?.();
    sandbox.inject({ kind: "transient", operation });
    const { status } = await respect(fileOf(name), sandbox.url, { ...inputs, ...prepared });
    expect(status).toBe(1);
    expect(callsSince(0).slice(-2)).toEqual([`${operation} 500`, last]);
  });

  test("by send-template also when the review rejects it", async () => {
    const url = await startProxy(sandbox, (answer) => answer.replace('"APPROVED"', '"REJECTED"'));
    const { status } = await respect(fileOf("send-template"), url, inputs);
    expect(status).toBe(1);
    expect(callsSince(0)).toEqual([
      "createMessageTemplate 200",
      "getMessageTemplate 200",
      "deleteMessageTemplates 200",
    ]);
  });
});

describe("while a template is in review", () => {
  let impatient: WorkflowFile;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "impatient-"));
    const path = join(folder, "send-template.yaml");
    const text = await readFile(fileOf("send-template").path, "utf8");
    const rewritten = [
      ["url: ..", `url: ${import.meta.dirname}`],
      ["retryAfter: 30", "retryAfter: 0"],
      ["retryLimit: 60", "retryLimit: 3"],
    ].reduce((whole, [from = "", to = ""]) => whole.replaceAll(from, to), text);
    await writeFile(path, rewritten);
    impatient = await readWorkflow(path);
    return () => rm(folder, { recursive: true });
  });

  test("send-template polls", async () => {
    hasReviews = false;
    const url = await startProxy(sandbox, (answer) => {
      hasReviews = sandbox.calls.filter(({ operation }) => operation === "getMessageTemplate").length > 1;
      return answer;
    });
    expect(await respect(impatient, url, inputs)).toMatchObject({ status: 0 });
    expect(callsSince(0)).toEqual([
      "createMessageTemplate 200",
      ...Array.from({ length: 3 }, () => "getMessageTemplate 200"),
      "sendMessage 200",
      "deleteMessageTemplates 200",
    ]);
  });

  test("send-template gives up in the end, and deletes it", async () => {
    hasReviews = false;
    expect(await respect(impatient, sandbox.url, inputs)).toMatchObject({ status: 1 });
    expect(callsSince(0)).toEqual([
      "createMessageTemplate 200",
      ...Array.from({ length: 4 }, () => "getMessageTemplate 200"),
      "deleteMessageTemplates 200",
    ]);
  });
});

test("a number is pooled, verified with the code that it received, and shared", async () => {
  await runPrepared(fileOf("pool-number"));
  const [path = ""] = sandbox.calls
    .filter(({ operation }) => operation === "requestPreverifiedNumberCode")
    .map((call) => call.path);
  const code = sandbox.codeFor(path.split("/")[2] ?? "");
  for (const name of ["verify-number", "share-number"]) {
    expect(await respect(fileOf(name), sandbox.url, { ...inputs, code })).toMatchObject({ status: 0 });
  }
});
