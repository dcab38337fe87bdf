import { type Compared, loadEmulators, run, runCommand, type Running } from "../emulators.ts";
import { type Part, ratio, reportParts } from "../report.ts";
import { shuffle } from "../rounds.ts";
import { createSender } from "../send-messages.ts";
import { type Spread, spreadOf } from "../statistics.ts";
import { startReceiver } from "../webhook-receiver.ts";

interface Settings {
  rounds: number;
  /** Messages after which memory is looked at for the last time. */
  messages: number;
  write: boolean;
}

export async function benchSandbox({ messages, ...settings }: Settings): Promise<void> {
  const emulators = await loadEmulators();
  const { rounds } = settings;
  const measurements = [
    () => starts(emulators, rounds),
    () => rates(emulators, rounds),
    () => latencies(emulators, rounds),
    () => memory(emulators, messages),
  ];
  await reportParts("sandbox", measurements, settings);
}

const parallel = 50;

/** Measures every emulator in every round, each round in another order; returns the samples of one by what and name. */
async function sample<Subject extends Compared>(
  subjects: readonly Subject[],
  rounds: number,
  measure: (subject: Subject, add: (what: string, value: number) => void) => Promise<void>,
): Promise<(what: string, name: string) => number[]> {
  const samples = new Map<string, number[]>();
  const keyOf = (what: string, name: string) => `${what}: ${name}`;
  const samplesOf = (what: string, name: string) => samples.get(keyOf(what, name)) ?? [];
  for (let round = 0; round < rounds; round++) {
    for (const subject of shuffle([...subjects])) {
      const { name } = subject;
      await measure(subject, (what, value) => samples.set(keyOf(what, name), [...samplesOf(what, name), value]));
    }
  }
  return samplesOf;
}

/** Fresh processes, until the first message is answered. */
async function starts(emulators: readonly Compared[], rounds: number): Promise<Part> {
  const samplesOf = await sample(emulators, rounds, async (emulator, add) => {
    const running = await run(emulator);
    add("start", running.start);
    add("process", running.process);
    await running.stop();
    const command = await runCommand(emulator);
    if (command !== undefined) add("command", command);
  });
  const cell = (what: string, name: string) => time(samplesOf(what, name));
  return {
    title: "From a start to the first answer",
    table: {
      head: ["what", "in a process, without the import", "a process of Node with it", "its command"],
      rows: emulators.map(({ name }) => [name, cell("start", name), cell("process", name), cell("command", name)]),
    },
    targets: [
      {
        what: "in process, to the first answer",
        limit: 150,
        measured: middle(samplesOf("start", "openwaba")),
        unit: " ms",
      },
      {
        what: "the command, to the first answer",
        limit: 1000,
        measured: middle(samplesOf("command", "openwaba")),
        unit: " ms",
      },
    ],
  };
}

/** Messages over HTTP, one after the other and in parallel. */
async function rates(emulators: readonly Compared[], rounds: number): Promise<Part> {
  const receiver = await startReceiver();
  const told = emulators.filter(({ sendsWebhooks }) => sendsWebhooks);
  const subjects: (Compared & { webhook?: string })[] = [
    ...emulators,
    ...told.map((emulator) => ({ ...emulator, name: `${emulator.name}, with webhooks`, webhook: receiver.url })),
  ];
  const running = new Map<string, Running>();
  try {
    for (const subject of subjects) running.set(subject.name, await run(subject, subject.webhook));
    const samplesOf = await sample(subjects, rounds + 1, async ({ name }, add) => {
      const own = running.get(name);
      if (!own) return;
      for (const [what, connections, count] of [
        ["one", 1, 300],
        ["many", parallel, 1000],
      ] as const) {
        const sender = createSender(own.url, own.accessToken, connections);
        const before = await own.look();
        add(what, (count * 1000) / (await sender.sendAll(count)));
        add(`${what} cpu`, ((await own.look()).cpu - before.cpu) / count);
        sender.close();
      }
    });
    const [base] = subjects;
    const warm = (what: string, name: string) => samplesOf(what, name).slice(1); // the first round is for warming up
    const rows = subjects.map(({ name }) => [
      name,
      ...["one", "many"].flatMap((what) => {
        const bases = warm(what, base?.name ?? "");
        const own = warm(what, name);
        return [
          String(Math.round(middle(own) ?? 0)),
          ratio(spreadOf(own.map((rate, round) => rate / (bases[round] ?? NaN)))),
        ];
      }),
      `${Math.round(middle(warm("many cpu", name)) ?? 0)} µs`,
    ]);
    return {
      title: `Messages that are sent, per second`,
      table: {
        head: [
          "to",
          "one at a time",
          "relative to the first",
          `${parallel} at a time`,
          "relative to the first",
          "processor time of each",
        ],
        rows,
      },
      targets: [],
    };
  } finally {
    receiver.stop();
    await Promise.all([...running.values()].map((own) => own.stop()));
  }
}

/** From a message that is sent to the webhook that tells of its delivery, one message at a time. */
async function latencies(emulators: readonly Compared[], rounds: number): Promise<Part> {
  const rows: string[][] = [];
  for (const emulator of emulators.filter(({ sendsWebhooks }) => sendsWebhooks)) {
    const receiver = await startReceiver();
    const own = await run(emulator, receiver.url);
    const sender = createSender(own.url, own.accessToken, 1);
    const samples: number[] = [];
    for (let count = 0; count < 20 * rounds; count++) {
      const begin = performance.now();
      await receiver.delivered(await sender.send());
      samples.push(performance.now() - begin);
    }
    sender.close();
    await own.stop();
    receiver.stop();
    rows.push([emulator.name, time(samples)]);
  }
  return {
    title: "From a message to the webhook that says it was delivered",
    table: { head: ["by", "time"], rows },
    targets: [],
  };
}

/** What is held after each quarter of the messages. */
async function memory(emulators: readonly Compared[], messages: number): Promise<Part> {
  const quarters = [1, 2, 3, 4].map((quarter) => Math.round((messages * quarter) / 4));
  const heaps = new Map<string, number[]>();
  const rows: string[][] = [];
  for (const emulator of emulators) {
    const own = await run(emulator);
    const sender = createSender(own.url, own.accessToken, parallel);
    const looks = [];
    for (const [index, end] of quarters.entries()) {
      await sender.sendAll(end - (quarters[index - 1] ?? 0));
      looks.push(await own.look());
    }
    sender.close();
    await own.stop();
    heaps.set(
      emulator.name,
      looks.map(({ heap }) => heap),
    );
    rows.push([emulator.name, ...looks.map(({ heap, rss }) => `${megabytes(heap)} / ${megabytes(rss)}`)]);
  }
  const [first, ...later] = heaps.get("openwaba") ?? [];
  const last = later.at(-1);
  const growth = first === undefined || last === undefined ? undefined : (last - first) / 2 ** 20;
  return {
    title: "Heap after garbage collection and memory of the process, in MB",
    table: { head: ["after messages", ...quarters.map((count) => count.toLocaleString("en"))], rows },
    targets: [
      { what: "heap gained in the last three quarters of the messages", limit: 5, measured: growth, unit: " MB" },
    ],
  };
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function middle(samples: number[]): number | undefined {
  return samples.length > 0 ? spreadOf(samples).median : undefined;
}

/** A median with its quartiles, in ms. */
function time(samples: number[]): string {
  if (samples.length === 0) return "";
  const { median, lower, upper }: Spread = spreadOf(samples);
  const digits = median < 10 ? 2 : 0;
  return `${median.toFixed(digits)} ms (${lower.toFixed(digits)}–${upper.toFixed(digits)})`;
}
