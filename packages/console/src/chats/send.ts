import { post, postFile } from "../control/control.ts";
import { routeIdOf } from "./names.ts";

/** Where a customer sends to. */
export interface ChatAddress {
  readonly phoneNumberId: string;
  readonly customerId: string;
}

/** What a message answers, or that it was forwarded, and what brought the customer. */
export interface Around {
  readonly context?: { readonly id?: string; readonly forwarded?: boolean; readonly frequently_forwarded?: boolean };
  readonly referral?: Readonly<Record<string, unknown>>;
}

/** Sends a message as a customer. */
export async function send(to: ChatAddress, content: { readonly type: string }, around: Around = {}): Promise<void> {
  await post(`${routeOf(to)}/messages`, { ...content, ...around, phone_number_id: to.phoneNumberId });
}

/** Sends a file as a customer. */
export async function sendFile(to: ChatAddress, file: File, caption: string, isVoice = false): Promise<void> {
  const query = new URLSearchParams({ phone_number_id: to.phoneNumberId, filename: file.name });
  if (caption !== "") query.set("caption", caption);
  if (isVoice) query.set("voice", "true");
  await postFile(`${routeOf(to)}/files?${query}`, file);
}

/** Opens the chat: everything that was delivered is read. */
export async function markAsRead(to: ChatAddress): Promise<void> {
  await post(`${routeOf(to)}/read`);
}

/** Does something to the chat or the customer, such as `block`. */
export async function act(to: ChatAddress, action: string, body: object = {}): Promise<void> {
  await post(`${routeOf(to)}/${action}`, { ...body, phone_number_id: to.phoneNumberId });
}

function routeOf({ customerId }: ChatAddress): string {
  return `/customers/${encodeURIComponent(routeIdOf(customerId))}`;
}
