import { post, postFile } from "../control/control.ts";
import { routeIdOf } from "./names.ts";

/** Where a customer sends to. */
export interface ChatAddress {
  readonly phoneNumberId: string;
  readonly customerId: string;
  /** Group of the business number that gets it instead. */
  readonly groupId?: string;
}

/** What a message answers, or that it was forwarded, and what brought the customer. */
export interface Around {
  readonly context?: { readonly id?: string; readonly forwarded?: boolean; readonly frequently_forwarded?: boolean };
  readonly referral?: Readonly<Record<string, unknown>>;
}

/** Sends a message as a customer. */
export async function send(to: ChatAddress, content: { readonly type: string }, around: Around = {}): Promise<void> {
  await post(`${routeOf(to)}/messages`, { ...content, ...around, ...placeOf(to) });
}

interface FileOptions {
  readonly caption: string;
  readonly isVoice: boolean;
  /** Whether it is sent as a document, whatever its type. */
  readonly isDocument: boolean;
  /** Id of the message that it answers. */
  readonly answers: string | undefined;
}

/** Sends a file as a customer. */
export async function sendFile(to: ChatAddress, file: File, options: FileOptions): Promise<void> {
  const query = new URLSearchParams(placeOf(to));
  if (options.isDocument) query.set("filename", file.name);
  if (options.caption !== "") query.set("caption", options.caption);
  if (options.isVoice) query.set("voice", "true");
  if (options.answers !== undefined) query.set("context", options.answers);
  const type = file.type === "" ? "application/octet-stream" : file.type;
  await postFile(`${routeOf(to)}/files?${query}`, new Blob([file], { type }));
}

/** Uploads a file for an answer to a flow. Returns what the answer says of it. */
export async function uploadFile(to: ChatAddress, file: File): Promise<object> {
  const type = file.type === "" ? "application/octet-stream" : file.type;
  const query = new URLSearchParams({ phone_number_id: to.phoneNumberId });
  const uploaded = await postFile<object>(`${routeOf(to)}/uploads?${query}`, new Blob([file], { type }));
  return { file_name: file.name, ...uploaded };
}

/** Opens the chat: everything that was delivered is read. */
export async function markAsRead(to: ChatAddress): Promise<void> {
  await act(to, "read");
}

/** Does something to the chat or the customer, such as `block`. */
export async function act(to: ChatAddress, action: string, body: object = {}): Promise<void> {
  await post(`${routeOf(to)}/${action}`, { ...body, phone_number_id: to.phoneNumberId });
}

/** Does something about a message that was received, such as `play`. */
export async function actOn(to: ChatAddress, messageId: string, action: string, body: object = {}): Promise<void> {
  await post(`${routeOf(to)}/${action}`, { ...body, message_id: messageId });
}

/** Answers a call, declines it or hangs up. */
export async function actOnCall(to: ChatAddress, callId: string, action: string): Promise<void> {
  await post(`${routeOf(to)}/calls/${encodeURIComponent(callId)}/${action}`);
}

/** Does something to the customer, in all chats alike. */
export async function actOnCustomer(to: ChatAddress, action: string, body: object): Promise<void> {
  await post(`${routeOf(to)}/${action}`, body);
}

function placeOf({ phoneNumberId, groupId }: ChatAddress): Record<string, string> {
  return groupId === undefined ? { phone_number_id: phoneNumberId } : { group_id: groupId };
}

function routeOf({ customerId }: ChatAddress): string {
  return `/customers/${encodeURIComponent(routeIdOf(customerId))}`;
}
