import type { Component, Flow, Screen } from "../../generated/flow-json/types.ts";

/** A flow as it is uploaded, as a constant whose types are known. */
export type FlowJson = Flow;

/** A screen of a flow. */
export type FlowJsonScreen = Screen;

/** A component of a screen. */
export type FlowJsonComponent = Component;
