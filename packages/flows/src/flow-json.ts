export type { FlowErrorCode, FlowErrorPlace, FlowValidationError } from "./flow-json/error.ts";
export { validateFlow, type ValidateFlowOptions } from "./flow-json/validate-flow.ts";
