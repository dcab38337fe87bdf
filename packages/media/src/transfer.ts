// for packages of this repository that download from other hosts, such as @openwaba/flows
export { type IdleTimeout, idleTimeout } from "./idle-timeout.ts";
export { sha256 } from "./sha256.ts";
export { type Expectation, verified } from "./verify-stream.ts";
