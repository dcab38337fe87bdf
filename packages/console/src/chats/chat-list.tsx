import { useSignal } from "@preact/signals";
import { type Chat, chatKey, chats, nodeOf, nodesOf } from "../control/store.ts";
import { Icon } from "../parts/icon.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { nameOf } from "./names.ts";
import { NewCustomer } from "./new-customer.tsx";
import { summaryOf } from "./summary.ts";

interface ChatListProps {
  /** Key of the chat that is open. */
  readonly open: string | undefined;
  readonly onOpen: (phoneNumberId: string, customerId: string) => void;
}

/** All chats, that of the newest message first. */
export function ChatList({ open, onOpen }: ChatListProps) {
  const sought = useSignal("");
  const isNew = useSignal(false);
  const word = sought.value.trim().toLowerCase();
  const found = chats.value.filter((chat) => word === "" || textOf(chat).includes(word));
  return (
    <nav class="chat-list" aria-label="Chats">
      <div class="tools">
        <label class="search">
          <span class="visually-hidden">Search chats</span>
          <Icon name="search" />
          <input
            type="search"
            placeholder="Search"
            value={sought.value}
            onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
          />
        </label>
        <button type="button" class="primary" aria-label="New customer" onClick={() => (isNew.value = true)}>
          <Icon name="plus" />
        </button>
      </div>
      {found.length === 0 ? (
        <p class="empty">{word === "" ? "No chats yet: add a customer, or send a message." : "No chat has that."}</p>
      ) : (
        <WindowedList
          label="Chats"
          items={found}
          rowHeight={64}
          keyOf={(chat) => chatKey(chat.phoneNumberId, chat.customerId)}
          render={(chat) => (
            <ChatRow
              chat={chat}
              isOpen={chatKey(chat.phoneNumberId, chat.customerId) === open}
              onOpen={() => onOpen(chat.phoneNumberId, chat.customerId)}
            />
          )}
        />
      )}
      {isNew.value && (
        <NewCustomer
          onClose={() => (isNew.value = false)}
          onMade={(phoneNumberId, customerId) => {
            isNew.value = false;
            onOpen(phoneNumberId, customerId);
          }}
        />
      )}
    </nav>
  );
}

function ChatRow({ chat, isOpen, onOpen }: { chat: Chat; isOpen: boolean; onOpen: () => void }) {
  const { last } = chat;
  return (
    <button type="button" class="chat-row" aria-current={isOpen} onClick={onOpen}>
      <strong>{nameOf(chat.customerId)}</strong>
      {last && <time dateTime={new Date(last.time * 1000).toISOString()}>{dayOrTime(last.time)}</time>}
      <span class="quiet">{last ? summaryOf(last) : "Nothing yet"}</span>
      {nodesOf("phone_number").size > 1 && <span class="quiet number">{numberOf(chat)}</span>}
    </button>
  );
}

function textOf(chat: Chat): string {
  return `${nameOf(chat.customerId)} ${chat.customerId} ${numberOf(chat)} ${chat.last ? summaryOf(chat.last) : ""}`.toLowerCase();
}

function numberOf({ phoneNumberId }: Chat): string {
  const { display_phone_number, verified_name } = nodeOf("phone_number", phoneNumberId)?.data ?? {};
  return String(verified_name ?? display_phone_number ?? phoneNumberId);
}

function dayOrTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString(undefined, { day: "numeric", month: "short" });
}
