import { useSignal } from "@preact/signals";
import { type Chat, chatKey, chats, nodeOf, nodesOf } from "../control/store.ts";
import { Icon } from "../parts/icon.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { dayOrTime } from "../parts/times.ts";
import { WindowedList } from "../parts/windowed-list.tsx";
import { templateTextFor } from "./known.ts";
import { nameOf, numberNameOf, routeIdOf } from "./names.ts";
import { NewCustomer } from "./new-customer.tsx";
import { isUnreadMessage } from "./shown-messages.ts";
import { summaryOf } from "./summary.ts";
import { typingChats } from "./typing.ts";

interface ChatListProps {
  /** Key of the chat that is open. */
  readonly open: string | undefined;
  /** The business number whose chats are shown, empty for all. */
  readonly number: string;
  readonly onOpen: (phoneNumberId: string, customerId: string) => void;
  readonly onNumber: (phoneNumberId: string) => void;
}

/** All chats, that of the newest message first. */
export function ChatList({ open, number, onOpen, onNumber }: ChatListProps) {
  const sought = useSignal("");
  const isNew = useSignal(false);
  const word = sought.value.trim().toLowerCase();
  const numbers = [...nodesOf("phone_number").keys()];
  const found = chats.value.filter(
    (chat) => (number === "" || chat.phoneNumberId === number) && (word === "" || textOf(chat).includes(word)),
  );
  return (
    <nav class="chat-list" aria-label="Chats">
      <div class="tools">
        <SearchField label="Search chats" value={sought} />
        <button type="button" class="primary" aria-label="New customer" onClick={() => (isNew.value = true)}>
          <Icon name="plus" />
        </button>
      </div>
      {numbers.length > 1 && (
        <div class="filter">
          <select
            aria-label="Business number"
            value={number}
            onChange={({ currentTarget }) => onNumber(currentTarget.value)}
          >
            <option value="">All business numbers</option>
            {numbers.map((id) => (
              <option key={id} value={id}>
                {[numberNameOf(id), nodeOf("phone_number", id)?.data["display_phone_number"]]
                  .filter(Boolean)
                  .join(", ")}
              </option>
            ))}
          </select>
        </div>
      )}
      {found.length === 0 ? (
        <p class="empty">
          {word === "" && number === "" ? "No chats yet: add a customer, or send a message." : "No chat has that."}
        </p>
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
              hasNumber={numbers.length > 1 && number === ""}
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

interface ChatRowProps {
  readonly chat: Chat;
  readonly isOpen: boolean;
  readonly hasNumber: boolean;
  readonly onOpen: () => void;
}

function ChatRow({ chat, isOpen, hasNumber, onOpen }: ChatRowProps) {
  const { phoneNumberId, customerId, last } = chat;
  const isUnread = last !== undefined && isUnreadMessage(last);
  return (
    <button type="button" class={isUnread ? "chat-row unread" : "chat-row"} aria-current={isOpen} onClick={onOpen}>
      <strong>{nameOf(customerId)}</strong>
      {last && <time dateTime={new Date(last.time * 1000).toISOString()}>{dayOrTime(last.time)}</time>}
      <span class="quiet">
        {typingChats.value.has(chatKey(phoneNumberId, customerId)) ? <em>typing…</em> : lastLine(chat)}
      </span>
      <span class="quiet number">
        {hasNumber && <span class="name">{numberNameOf(phoneNumberId)}</span>}
        {isUnread && (
          <span class="unread-mark">
            <span class="visually-hidden">unread</span>
          </span>
        )}
      </span>
    </button>
  );
}

function lastLine({ phoneNumberId, customerId, last }: Chat): string {
  if (!last) return "Nothing yet";
  const text = summaryOf(last, templateTextFor(phoneNumberId));
  const sender = last.from === "customer" && nodesOf("group").has(customerId) ? last.sender : undefined;
  return sender === undefined ? text : `${nameOf(sender)}: ${text}`;
}

function textOf(chat: Chat): string {
  const { phoneNumberId, customerId } = chat;
  return `${nameOf(customerId)} ${routeIdOf(customerId)} ${numberNameOf(phoneNumberId)} ${lastLine(chat)}`.toLowerCase();
}
