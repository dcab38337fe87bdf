export { trace, type TraceOptions } from "./trace.ts";
