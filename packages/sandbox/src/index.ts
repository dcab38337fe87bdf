export type { RecordedCall, Warning } from "./server/recorded-call.ts";
export type { Delivery, DeliverOptions, WebhookChange } from "./webhooks/deliver-webhooks.ts";
export type { Business, Businesses, Rules } from "./domain.ts";
export type {
  Customer,
  CustomerIdentity,
  PressableButton,
  ReceivedMessage,
  SentByCustomer,
} from "./platform/customers.ts";
export type { CustomerFiles, FileToSend, ReceivedFile } from "./platform/customer-media.ts";
export type { SentMessage } from "./platform/messages.ts";
export type { Snapshot } from "./control/snapshot.ts";
export type { SnapshotNode } from "./world/snapshot.ts";
export type { WebhookDelivery } from "./webhooks/delivery-log.ts";
export type { Handshake } from "./webhooks/handshake.ts";
export type { InboundContent } from "./webhooks/messages.ts";
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
export { createSandbox, type Sandbox, type SandboxOptions, type WebhookTarget } from "./sandbox.ts";
