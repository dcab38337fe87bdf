import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** What the customer does in answer to a message that is on the screen. */
export interface ChatActions {
  /** Presses a button or chooses a row of the message. */
  press(reply: { type: "button_reply" | "list_reply"; id: string; title: string; description?: string }): void;
  /** Presses a quick reply of a template. */
  pressQuickReply(reply: { text: string; payload: string }): void;
  openFlow(flow: { id?: string; name?: string; token: string; screen?: string; data?: unknown }): void;
  sendLocation(): void;
  sendAddress(): void;
  shareNumber(): void;
  order(catalogId: string, products: readonly { id: string; quantity: number }[]): void;
  allowCalls(isAllowed: boolean): void;
  call(payload?: string): void;
  pay(referenceId: string): void;
}

/** What is pressed in a preview does nothing. */
const nothing: ChatActions = {
  press: () => undefined,
  pressQuickReply: () => undefined,
  openFlow: () => undefined,
  sendLocation: () => undefined,
  sendAddress: () => undefined,
  shareNumber: () => undefined,
  order: () => undefined,
  allowCalls: () => undefined,
  call: () => undefined,
  pay: () => undefined,
};

export const ChatActionsContext = createContext<ChatActions>(nothing);

export const useChatActions = () => useContext(ChatActionsContext);
