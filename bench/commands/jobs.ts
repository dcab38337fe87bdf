import { bytesOf, jobs, otherClients } from "../jobs.ts";
import { writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";

export async function benchJobs({ write }: { write: boolean }): Promise<void> {
  const rows: string[][] = [];
  for (const { name, what, limit, others } of jobs) {
    const bytes = await bytesOf(name);
    rows.push([what, `≤ ${limit}`, ...[bytes, ...others].map(String), bytes <= limit ? "pass" : "miss"]);
  }
  const table = markdownTable({ head: ["job", "target", "openwaba", ...otherClients, ""], rows });
  console.log(table);
  if (write) await writeMarked("jobs", table);
}
