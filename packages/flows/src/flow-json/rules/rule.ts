import type { Findings } from "../findings.ts";
import type { Flow } from "../read/read-flow.ts";

/** What a schema cannot say. */
export type Rule = (flow: Flow, findings: Findings) => void;
