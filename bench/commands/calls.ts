import { bundledPrograms } from "../bundles.ts";
import { servedCalls, stubbedCalls } from "../calls.ts";
import { openwaba, openwabaByFunction, openwabaOverUndici, openwabaWithAll } from "../openwaba.ts";
import { freshImports } from "../imports.ts";
import { listWalks } from "../pages.ts";
import { baseline } from "../baseline.ts";
import { loadClients } from "../clients.ts";
import { type Part, reportParts } from "../report.ts";
import { loadRuntime } from "../runtime.ts";
import { verifyClient } from "../verify.ts";

interface Settings {
  rounds: number;
  /** The parts to measure. @default all */
  only: string[] | undefined;
  write: boolean;
}

export async function benchCalls({ only, ...settings }: Settings): Promise<void> {
  const { rounds } = settings;
  const runtime = await loadRuntime();
  const { clients: compared } = await loadClients();
  const ours = [openwaba(runtime), openwabaByFunction(runtime), openwabaWithAll(runtime), openwabaOverUndici(runtime)];
  const clients = [baseline, ...ours, ...compared];
  for (const client of clients) if (!client.ownTransport) await verifyClient(client);

  const measurements: Record<string, () => Part | Promise<Part>> = {
    stubbed: () => stubbedCalls(clients, rounds),
    served: () => servedCalls(clients, rounds),
    pages: () => listWalks(runtime, rounds),
    imports: () => freshImports(["openapi-fetch", "ky", "ofetch", "axios", "@octokit/core", "openai"], rounds),
    bundles: () => bundledPrograms(clients),
  };
  const wanted = Object.keys(measurements).filter((name) => only?.includes(name) ?? true);
  await reportParts(
    "calls",
    wanted.flatMap((name) => measurements[name] ?? []),
    settings,
  );
}
