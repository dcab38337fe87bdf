import { join } from "node:path";
import { command, commands, runCommand } from "../scripts/lib/command.ts";
import { runShown } from "../scripts/lib/run.ts";

const write = { type: "boolean", is: "write the figures into docs/benchmarks.md" } as const;
const rounds = { type: "number", default: 25, is: "fewer are faster and coarser" } as const;

// each is loaded when it runs, so that it measures in a process of its own code alone
const bench = commands("Measures what the clients cost and survive, beside others; docs/benchmarks.md says how", {
  calls: command({
    summary: "Measures what calls cost with our client, with others, and with nothing but fetch",
    flags: {
      rounds,
      only: {
        type: "string",
        choices: ["stubbed", "served", "pages", "imports", "bundles"],
        multiple: true,
        is: "one part",
      },
      write,
    },
    async run(values) {
      build("@openwaba/runtime");
      await (await import("./commands/calls.ts")).benchCalls(values);
    },
  }),
  faults: command({
    summary: "Sends calls to a server with planned faults and counts the outcomes, with our client and with others",
    flags: {
      calls: { type: "number", default: 100, is: "number of calls per cell" },
      only: { type: "string", multiple: true, is: "the client of this name" },
      write,
    },
    async run(values) {
      build("@openwaba/runtime");
      await (await import("./commands/faults.ts")).benchFaults(values);
    },
  }),
  soak: command({
    summary: "Sends a million calls with everything on, and fails when memory, listeners or timers grow",
    flags: { calls: { type: "number", default: 1_000_000, is: "number of calls" } },
    async run({ calls }) {
      build("@openwaba/runtime");
      await (await import("./commands/soak.ts")).benchSoak(calls);
    },
  }),
  types: command({
    summary: "Measures what our types cost a compiler and an editor",
    flags: {
      compare: { type: "string", is: "an OpenAPI file with every path, to measure its types too" },
      rounds: { ...rounds, default: 5 },
      write,
    },
    async run(values) {
      build();
      await (await import("./commands/types.ts")).benchTypes(values);
    },
  }),
  jobs: command({
    summary: "Counts the bytes that people write for five jobs, beside the given figures of other clients",
    flags: { write },
    run: async (values) => (await import("./commands/jobs.ts")).benchJobs(values),
  }),
  webhooks: command({
    summary: "Measures what it costs to verify and to parse deliveries, by our package, by others and by hand",
    flags: { rounds, write },
    async run(values) {
      build("@openwaba/webhooks");
      await (await import("./commands/webhooks.ts")).benchWebhooks(values);
    },
  }),
  sandbox: command({
    summary: "Measures the sandbox beside other servers that answer on this machine: start, messages, webhooks, memory",
    flags: {
      rounds: { ...rounds, default: 9 },
      messages: { type: "number", default: 200_000, is: "number of messages after which memory is looked at" },
      write,
    },
    async run(values) {
      build("@openwaba/sandbox");
      await (await import("./commands/sandbox.ts")).benchSandbox(values);
    },
  }),
  console: command({
    summary:
      "Measures the page of the sandbox in a browser, with 1,000 conversations of 200 messages: paint, long tasks",
    flags: {
      rounds: { ...rounds, default: 5 },
      seconds: { type: "number", default: 20, is: "how long messages arrive, 50 in each second" },
      write,
    },
    async run(values) {
      build("@openwaba/sandbox");
      await (await import("./commands/console.ts")).benchConsole(values);
    },
  }),
  campaigns: command({
    summary: "Kills workers, Redis and the platform while a campaign is sent; measures rates and what a message costs",
    flags: {
      recipients: { type: "number", default: 20_000, is: "number of recipients whose workers are killed" },
      workers: { type: "number", default: 8, is: "number of processes" },
      seconds: { type: "number", default: 20, is: "how long each rate is measured" },
      list: { type: "number", default: 10_000_000, is: "number of recipients that are read into Redis" },
      only: { type: "string", choices: ["killed", "rates", "costs", "list"], multiple: true, is: "one part" },
      write,
    },
    async run(values) {
      build("@openwaba/campaigns");
      build("@openwaba/sandbox");
      await (await import("./commands/campaigns.ts")).benchCampaigns(values);
    },
  }),
  docs: command({
    summary: "Measures pages of the documentation in a browser, as on a phone of the middle: paint, shift, bytes",
    flags: { rounds: { ...rounds, default: 5 }, write },
    async run(values) {
      build("@openwaba/docs");
      await (await import("./commands/docs.ts")).benchDocs(values);
    },
  }),
  generate: command({
    summary: "Measures how long `pnpm generate` takes, for everything, for one edited spec and for none, and lint",
    flags: { rounds: { ...rounds, default: 7 }, write },
    run: async (values) => (await import("./commands/generate.ts")).benchGenerate(values),
  }),
});

await runCommand("pnpm bench", bench);

/** Builds the package and what it needs. @default all packages */
function build(name?: string): void {
  const filter = name === undefined ? [] : [`--filter=${name}`];
  const root = join(import.meta.dirname, "..");
  runShown(
    root,
    [process.execPath, "scripts/turbo.mjs", "run", "build", ...filter],
    "Cannot measure what does not build",
  );
}
