import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** A flow that a button opens. */
export interface Flow {
  readonly id?: string;
  readonly name?: string;
  readonly token: string;
  /** First screen, and what it is opened with. */
  readonly screen?: string;
  readonly data?: unknown;
  /** Whether the endpoint of the business says what the first screen is. */
  readonly isAsked?: boolean;
}

/** What the customer does in answer to a message that is on the screen. */
export interface ChatActions {
  /** Presses a button or chooses a row of the message. */
  press(reply: { type: "button_reply" | "list_reply"; id: string; title: string; description?: string }): void;
  /** Presses a quick reply of a template. */
  pressQuickReply(reply: { text: string; payload: string }): void;
  openFlow(flow: Flow): void;
  sendLocation(): void;
  sendAddress(values: Readonly<Record<string, string>>): void;
  shareNumber(): void;
  order(catalogId: string, products: readonly { id: string; quantity: number }[]): void;
  allowCalls(isAllowed: boolean): void;
  call(payload?: string): void;
  pay(referenceId: string): void;
  /** Has listened to a voice note. */
  play(): void;
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
  play: () => undefined,
};

export const ChatActionsContext = createContext<ChatActions>(nothing);

export const useChatActions = () => useContext(ChatActionsContext);
