export { completeFlow, showError } from "./endpoint/answers.ts";
export { createFlowEndpoint, type FlowEndpoint, type FlowEndpointOptions } from "./endpoint/create-flow-endpoint.ts";
export { downloadFlowMedia, type FlowMediaDownload, type FlowMediaOptions } from "./endpoint/download-flow-media.ts";
export { FlowEndpointError, type FlowEndpointErrorReason, InvalidFlowTokenError } from "./endpoint/errors.ts";
export type {
  FlowBackEvent,
  FlowClientError,
  FlowDataExchangeEvent,
  FlowErrorEvent,
  FlowEvent,
  FlowHandlers,
  FlowInitEvent,
} from "./endpoint/events.ts";
export type { FlowMedia } from "./endpoint/flow-media.ts";
export { type FlowKeys, generateFlowKeys } from "./endpoint/generate-flow-keys.ts";
export type { FlowPrivateKey } from "./endpoint/private-keys.ts";
export type { AnyFlowScreens, CompletedFlow, FlowAnswer, FlowScreen, FlowScreens } from "./endpoint/screens.ts";
