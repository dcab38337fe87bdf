import { fork } from "node:child_process";
import { once } from "node:events";
import { openStage, redisFigures } from "./campaign-stage.ts";
import type { Part } from "./report.ts";

/** What it takes to read a long list. */
export async function readList({ list }: { list: number }): Promise<Part> {
  await using stage = await openStage();
  const { queue } = stage;
  const before = await redisFigures(queue);
  const began = performance.now();
  const reader = fork(new URL("./campaign-reader.ts", import.meta.url), [String(stage.redis.port), String(list)], {
    execArgv: ["--expose-gc"],
  });
  const [heaps] = (await once(reader, "message")) as [number[]];
  const seconds = (performance.now() - began) / 1000;
  const after = await redisFigures(queue);
  const megabytes = heaps.map((heap) => heap / 1e6);
  const [first = Number.NaN, last = Number.NaN] = [megabytes[0], megabytes.at(-1)];
  return {
    title: `A list of ${list.toLocaleString("en")} recipients with a number and a name each`,
    table: {
      head: ["what", "how much"],
      rows: [
        ["read in", `${seconds.toFixed(0)} s`],
        ["heap of the process that reads, after a tenth", `${first.toFixed(1)} MB`],
        ["after all", `${last.toFixed(1)} MB`],
        ["Redis keeps before anything is sent", `${((after.bytes - before.bytes) / list).toFixed(0)} bytes each`],
      ],
    },
    targets: [{ what: "growth of the heap after a tenth of the list", limit: 5, measured: last - first, unit: " MB" }],
  };
}
