export type { RecordedCall } from "./server/recorded-call.ts";
export type { Delivery, DeliverOptions, WebhookChange } from "./webhooks/deliver-webhooks.ts";
export type { Business, Businesses } from "./domain.ts";
export type {
  BatchTimeoutFault,
  CorruptFault,
  CutFault,
  DropFault,
  EndlessFault,
  ExpiredTokenFault,
  Fault,
  FaultScope,
  GoneFault,
  RedirectFault,
  SlowFault,
  ThrottleFault,
  TransientFault,
} from "./faults.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
