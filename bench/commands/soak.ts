import { loadRuntime } from "../runtime.ts";
import { growthOf, soak } from "../soak.ts";

export async function benchSoak(count: number): Promise<void> {
  console.log("Sending calls through our client with everything on");
  const looks = await soak(await loadRuntime(), count, ({ calls, heap, listeners, resources }) =>
    console.log(
      `${calls} calls: heap ${(heap / 2 ** 20).toFixed(2)} MB, ${listeners} listeners, ${resources} timers and handles more`,
    ),
  );
  const growth = growthOf(looks);
  console.log(growth.length === 0 ? "Nothing grew" : `Grown: ${growth.join(", ")}`);
  if (growth.length > 0) process.exitCode = 1;
}
