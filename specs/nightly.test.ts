import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reportMissing } from "../scripts/lib/missing.ts";
import { readYaml } from "../scripts/specs/read-yaml.ts";
import { readWorkflows, run, serverOverride } from "./workflows.test-support.ts";

interface ActionsStep {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}
interface ActionsFile {
  env: { UNATTENDED: string; ATTENDED: string };
  jobs: Record<string, { if?: string; steps: ActionsStep[] }>;
}

const root = dirname(import.meta.dirname);
const workflows = await readWorkflows();
const readActions = (name: string) => readYaml<ActionsFile>(join(root, ".github/workflows", name));
const nightly = await readActions("nightly.yml");
const unattended = nightly.env.UNATTENDED.split(" ");
const steps = Object.values(nightly.jobs).flatMap((job) => job.steps);
const step = steps.find((one) => one.env);

const jq = spawnSync("jq", ["--version"]).status === 0 ? "jq" : undefined;
const isMissing = reportMissing("specs/nightly.test.ts", { jq }, "apt-get install jq");

/** Sample secrets and variables of the repository. */
const settings: Record<string, string> = {
  WHATSAPP_ACCESS_TOKEN: "EAAHharbour-lantern",
  WHATSAPP_TEST_RECIPIENT: "+15550199999",
  WHATSAPP_BUSINESS_ID: "506914307656634",
  WHATSAPP_WABA_ID: "102290129340398",
  WHATSAPP_PHONE_NUMBER_ID: "108110225544001",
  WHATSAPP_PREVERIFIED_NUMBER: "+15550123456",
  WHATSAPP_PARTNER_BUSINESS_ID: "813460912570311",
};

let sandbox: Sandbox;
let folder: string;
let time = Date.UTC(2026, 10, 20);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nightly-"));
  sandbox = await createSandbox({
    strict: true,
    accessToken: settings["WHATSAPP_ACCESS_TOKEN"] ?? "",
    now: () => (time += 1000),
  });
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Runs the job's steps for a workflow, with these repository settings and the sandbox as the platform. */
let runs = 0;

async function runNightly(name: string, set = settings) {
  runs++;
  const file = workflows.find((one) => one.name === name);
  const inputs = step?.env?.["INPUTS"]
    ?.replaceAll(/\$\{\{ toJSON\((?:secrets|vars)\.(\w+)\) \}\}/g, (_, key: string) => JSON.stringify(set[key] ?? ""))
    .replaceAll(/\$\{\{ github\.\w+ \}\}/g, String(runs));
  return run("bash", ["-eo", "pipefail", "-c", step?.run ?? "exit 9"], {
    ...(file && serverOverride(file, sandbox.url)),
    ...nightly.env,
    WORKFLOW: name,
    INPUTS: inputs ?? "",
    RUNNER_TEMP: folder,
  });
}

/** Adds the verified number that share-number expects to the pool. */
async function addVerifiedNumber(): Promise<void> {
  const headers = { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${sandbox.url}/v25.0${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as { id: string };
  };
  const { id } = await post("/506914307656634/add_phone_numbers", {
    phone_number: settings["WHATSAPP_PREVERIFIED_NUMBER"],
  });
  await post(`/${id}/request_code`, { code_method: "SMS", language: "en_US" });
  await post(`/${id}/verify_code`, { code: sandbox.codeFor(id) });
}

test("each workflow either runs at night or is listed as one that cannot", () => {
  const named = [...unattended, ...nightly.env.ATTENDED.split(" ")];
  expect(named.toSorted()).toEqual(workflows.map(({ name }) => name));
});

test("workflows run, or a notice says that none did and what to set", () => {
  const { "nothing-to-run": notice, respect } = nightly.jobs;
  expect([notice?.if, respect?.if]).toEqual(["vars.WHATSAPP_NIGHTLY == ''", "vars.WHATSAPP_NIGHTLY != ''"]);
  expect(notice?.steps[0]?.run).toMatch(
    /^echo "::notice title=Nothing was run .*WHATSAPP_ACCESS_TOKEN .*WHATSAPP_NIGHTLY/,
  );
});

test("no command holds a secret, and actions are the gate's", async () => {
  const gate = await readActions("gate.yml");
  const known = new Set(Object.values(gate.jobs).flatMap((job) => job.steps.map(({ uses }) => uses)));
  expect(steps.filter(({ uses }) => uses !== undefined && !known.has(uses))).toEqual([]);
  expect(steps.filter((one) => one.run?.includes("${{"))).toEqual([]);
});

describe.skipIf(isMissing)("at night", () => {
  test.each(nightly.env.ATTENDED.split(" "))("%s is rejected even if it is chosen", async (name) => {
    const { status, output } = await runNightly(name);
    expect(output).toMatch(
      new RegExp(`^::error title=${name} did not run::.* only these run unattended: send-first-message`),
    );
    expect(status).toBe(1);
    expect(sandbox.calls).toEqual([]);
  });

  test("a workflow without its inputs does not start, and they are named", async () => {
    const { status, output } = await runNightly("send-template", { WHATSAPP_ACCESS_TOKEN: "EAAHharbour-lantern" });
    expect(output).toContain("::error title=send-template did not run::No value for waba_id, phone_number_id, to:");
    expect(status).toBe(1);
    expect(sandbox.calls).toEqual([]);
  });

  test("a failure prints the platform's error and no secret", async () => {
    sandbox.inject({ kind: "transient", operation: "sendMessage" });
    const { status, output } = await runNightly("send-media");
    expect(output).toMatch(/^::error::\(#2\) .* \(code 2, fbtrace_id A[\w-]+\)$/m);
    expect(output).not.toContain(sandbox.accessToken);
    expect(status).toBe(1);
  });

  test.each(unattended)("%s runs with only the repository settings, and can run again", async (name) => {
    await addVerifiedNumber();
    for (const _ of [1, 2]) {
      const { status, output } = await runNightly(name);
      expect(output).toContain(`✓ ${name}.yaml`);
      expect(status).toBe(0);
    }
  });
});
