import type { CompletedFlow } from "./screens.ts";

/**
 * The answer that stays on the screen of the event and shows a message there, such as what is wrong with an entry. Send
 * all data that the screen needs along. For messages beside single fields bind `error-messages` of the form instead.
 *
 * @example
 * if (await isTaken(data.email)) return showError(event, "This address is already registered");
 */
export function showError<Id extends string>(
  event: { screen: Id },
  error_message: string,
): { screen: Id; data: { error_message: string } };
export function showError<Id extends string, Data extends object>(
  event: { screen: Id },
  error_message: string,
  data: Data,
): { screen: Id; data: Data & { error_message: string } };
export function showError(event: { screen: string }, error_message: string, data: object = {}) {
  return { screen: event.screen, data: { ...data, error_message } };
}

/**
 * The answer that closes the flow. `params` arrive in the chat, with the flow token, as the `response_json` of an
 * `nfm_reply`.
 *
 * @example
 * return completeFlow(event, { booking: "8841" });
 */
export function completeFlow(event: { flow_token: string }, params: Record<string, unknown> = {}): CompletedFlow {
  const { flow_token } = event;
  return { screen: "SUCCESS", data: { extension_message_response: { params: { ...params, flow_token } } } };
}
