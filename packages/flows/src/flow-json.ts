export type { FlowErrorCode, FlowErrorPlace, FlowValidationError } from "./flow-json/error.ts";
export { validateFlow, type ValidateFlowOptions } from "./flow-json/validate-flow.ts";
export { defineFlow } from "./flow-json/define/define-flow.ts";
export type { FlowJson, FlowJsonComponent, FlowJsonScreen } from "./flow-json/define/flow-json.ts";
export { type FlowInteractive, flowMessage, type FlowMessageOptions } from "./flow-json/define/flow-message.ts";
export type { FlowResponseMedia } from "./flow-json/define/flow-response-media.ts";
export type {
  FlowResponseOf,
  FlowResponsesOf,
  FlowScreenIdOf,
  FlowScreenOf,
  FlowScreensOf,
} from "./flow-json/define/flow-types.ts";
export { type FlowReply, FlowResponseError, readFlowResponse } from "./flow-json/define/read-flow-response.ts";
