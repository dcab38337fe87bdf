import { type OperationTable, unversioned } from "../server/operations.ts";
import type { Kept } from "./kept.ts";
import type { World } from "./world.ts";

/**
 * Fills a world with the examples of the documents, so that the sandbox starts with the nodes that they, the READMEs and
 * the tests name. What newer versions say goes before what older ones say.
 */
export function seedFromExamples(
  world: World,
  table: OperationTable,
  kept: Readonly<Record<string, Pick<Kept, "seed">>>,
): void {
  for (const version of [...table.versions, unversioned]) {
    for (const { operationId, path: examples, answers } of table.operations(version)) {
      const path = Object.fromEntries(Object.entries(examples).map(([name, example]) => [name, String(example)]));
      kept[operationId]?.seed?.(world, { path, answer: answers[0], answers });
    }
  }
}
