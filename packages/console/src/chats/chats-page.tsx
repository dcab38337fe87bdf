import { useLocation, useRoute } from "preact-iso";
import { chatKey } from "../control/store.ts";
import { ChatList } from "./chat-list.tsx";
import { ChatView } from "./chat-view.tsx";
import "./chats.css";

/** All chats beside the one that is open. */
export function ChatsPage() {
  const { route } = useLocation();
  const { phoneNumberId, customerId } = useRoute().params;
  const isOpen = phoneNumberId !== undefined && customerId !== undefined;
  return (
    <div class={isOpen ? "chats open" : "chats"}>
      <ChatList
        open={isOpen ? chatKey(phoneNumberId, customerId) : undefined}
        onOpen={(number, customer) => route(`/_sandbox/console/chats/${number}/${customer}`)}
      />
      {isOpen ? (
        <ChatView
          key={chatKey(phoneNumberId, customerId)}
          phoneNumberId={phoneNumberId}
          customerId={customerId}
          onBack={() => route("/_sandbox/console/chats")}
        />
      ) : (
        <p class="empty">Choose a chat, or add a customer who writes to a business.</p>
      )}
    </div>
  );
}
