import type { FlowJson } from "./flow-json.ts";

/**
 * Defines a flow in code, so that its screens, their data and what it answers are known as types. It returns the flow as it
 * is, to be uploaded as `JSON.stringify(flow)`; `validateFlow` checks what types cannot.
 *
 * @example
 * const survey = defineFlow({
 *   version: "7.3",
 *   screens: [
 *     {
 *       id: "RATING",
 *       title: "How was it?",
 *       terminal: true,
 *       layout: {
 *         type: "SingleColumnLayout",
 *         children: [
 *           { type: "TextInput", name: "stars", label: "Stars", required: true },
 *           {
 *             type: "Footer",
 *             label: "Send",
 *             "on-click-action": { name: "complete", payload: { stars: "${form.stars}" } },
 *           },
 *         ],
 *       },
 *     },
 *   ],
 * });
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/flowjson}
 */
export function defineFlow<const Flow extends FlowJson>(flow: Flow): Flow {
  return flow;
}
