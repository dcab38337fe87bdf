export type { RecordedCall } from "./calls.ts";
export type { Business, Businesses } from "./domain.ts";
export type {
  BatchTimeoutFault,
  DropFault,
  ExpiredTokenFault,
  Fault,
  FaultScope,
  SlowFault,
  ThrottleFault,
  TransientFault,
} from "./faults.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
