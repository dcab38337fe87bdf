export type { Environment, TextOutput, World } from "./context.ts";
export { runCli, runProcess } from "./run.ts";
