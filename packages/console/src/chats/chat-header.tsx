import { nodeOf } from "../control/store.ts";
import { Icon } from "../parts/icon.tsx";
import { ChatMenu } from "./chat-menu.tsx";
import { nameOf, numberNameOf } from "./names.ts";
import { act, type ChatAddress } from "./send.ts";

interface ChatHeaderProps {
  readonly to: ChatAddress;
  /** Names of who is in it, of a group. */
  readonly members: readonly string[];
  readonly isCalling: boolean;
  readonly attempt: (action: Promise<void>) => void;
  readonly onBack: () => void;
  readonly onOpen: (phoneNumberId: string, customerId: string) => void;
}

/** Whose chat it is, and what concerns all of it. */
export function ChatHeader({ to, members, isCalling, attempt, onBack, onOpen }: ChatHeaderProps) {
  const { customerId, groupId } = to;
  const isGroup = groupId !== undefined;
  return (
    <header>
      <button type="button" class="plain back" aria-label="Back to the chats" onClick={onBack}>
        <Icon name="back" />
      </button>
      <div class="who">
        <h2>{nameOf(groupId ?? customerId)}</h2>
        <p class="quiet">{isGroup ? members.join(", ") || "Nobody has joined" : describe(to)}</p>
      </div>
      {!isGroup && (
        <button
          type="button"
          class="plain"
          aria-label="Call the business"
          disabled={isCalling}
          onClick={() => attempt(act(to, "call"))}
        >
          <Icon name="call" />
        </button>
      )}
      {customerId !== "" && <ChatMenu to={to} attempt={attempt} onOpen={onOpen} />}
    </header>
  );
}

function describe({ phoneNumberId, customerId }: ChatAddress): string {
  const { wa_id, user_id, username, hasLeft } = nodeOf("customer", customerId)?.data ?? {};
  const { isBlocked, isWithoutMarketing } = nodeOf("chat", `${phoneNumberId} ${customerId}`)?.data ?? {};
  const own = username === undefined ? (wa_id === undefined ? user_id : `+${wa_id}`) : `@${username}`;
  return [
    own ?? nameOf(customerId),
    `to ${numberNameOf(phoneNumberId)}`,
    isBlocked === true && "blocked it",
    isWithoutMarketing === true && "wants no marketing",
    hasLeft === true && "has left WhatsApp",
  ]
    .filter(Boolean)
    .join(", ");
}
