import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { spawnSync } from "../scripts/lib/spawn.ts";

/** What people write with a client, in a file of the same name in bench/jobs. */
export interface Job {
  name: string;
  what: string;
  /** Bytes that it may take. */
  limit: number;
  /** Bytes with other clients, in their order: they were given to us, not measured here. */
  others: readonly number[];
}

/** The clients in {@link Job.others}. */
export const otherClients = ["kapso", "great-detail", "whatsapp-api-js", "pywa (Python)"];

export const jobs: readonly Job[] = [
  { name: "text", what: "a text", limit: 75, others: [70, 95, 54, 37] },
  { name: "buttons", what: "two reply buttons", limit: 330, others: [177, 326, 162, 132] },
  {
    name: "template",
    what: "a template: image, one named value, two buttons",
    limit: 620,
    others: [629, 730, 333, 349],
  },
  { name: "reaction-read-typing", what: "reaction, read receipt, typing", limit: 260, others: [196, 270, 117, 103] },
  { name: "webhook-and-reply", what: "a webhook and a reply", limit: 520, others: [791, 1011, 289, 86] },
];

const marker = "\n// counted from here\n";

/** Bytes of what is below the marker, formatted as `.oxfmtrc.json` beside the jobs says. */
export async function bytesOf(name: string): Promise<number> {
  const file = join(import.meta.dirname, "jobs", `${name}.ts`);
  const [, code] = (await readFile(file, "utf8")).split(marker);
  if (code === undefined) throw new Error(`Cannot measure ${file}: no line says where to count from`);
  const { status, stdout, stderr } = spawnSync("oxfmt", ["--stdin-filepath", file], { input: code, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot measure ${file}: oxfmt fails\n${stderr}`);
  return Buffer.byteLength(stdout.trimEnd());
}
