export type { RecordedCall, Warning } from "./server/recorded-call.ts";
export type { Delivery, DeliverOptions, WebhookChange } from "./webhooks/deliver-webhooks.ts";
export type { Business, Businesses, Rules, TemplateReview } from "./domain.ts";
export type { Chat, ChatMessage, OwnMessage, ReceivedMessage } from "./platform/customer-chat.ts";
export type { CallOptions, CustomerCall, CustomerCalls } from "./platform/customer-calls.ts";
export type { CallResult } from "./platform/calls.ts";
export type { CustomerFiles, FileToSend, ReceivedFile, UploadedFile } from "./platform/customer-media.ts";
export type { CustomerIdentity } from "./platform/customer-nodes.ts";
export type { Customer, CustomerProfile, InChat, SendingOptions } from "./platform/customer-types.ts";
export type { PressableButton } from "./platform/pressable.ts";
export type { WebhookAddresses } from "./platform/webhook-addresses.ts";
export type { SentMessage } from "./platform/sent-messages.ts";
export type {
  AccountAlert,
  AccountControls,
  AccountRestriction,
  AccountViolation,
  MessagingLimit,
} from "./platform/account-controls.ts";
export type {
  FlowExchange,
  FlowRequest,
  FlowTrouble,
  FlowTroubleType,
} from "./platform/flow-endpoint/flow-exchange.ts";
export type { OpenFlow } from "./platform/flow-endpoint/open-flow.ts";
export type { SentByCustomer } from "./platform/sent-by-customer.ts";
export type { FlowAlert, FlowControls, FlowStatus } from "./platform/flow-events.ts";
export type { NameDecision, NumberControls, NumberQuality } from "./platform/number-controls.ts";
export type { CampaignRecipient, RecipientPage } from "./console/campaign-recipients.ts";
export type { CampaignSummary } from "./console/campaign-summary.ts";
export type { CampaignContent, CampaignError, RecipientState } from "./console/seen-campaign.ts";
export type { ToldProgress } from "./console/told-progress.ts";
export type { LiveEvent } from "./console/feed.ts";
export type { ListedOperation, OperationDetails } from "./console/operations.ts";
export type { EmitOptions } from "./control/emit.ts";
export type { WebhookField } from "./webhooks/webhook-fields.ts";
export type { Snapshot } from "./control/snapshot.ts";
export type { SnapshotNode } from "./world/snapshot.ts";
export type { RejectionInfo, TemplateChange, TemplateControls } from "./platform/templates/controls.ts";
export type { TemplateCategory, TemplateQuality } from "./platform/templates/template.ts";
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
  PendingFault,
  RedirectFault,
  SlowFault,
  ThrottleFault,
  TransientFault,
} from "./faults.ts";
export type { SandboxOptions, WebhookTarget } from "./options.ts";
export { createSandbox, type Sandbox } from "./sandbox.ts";
