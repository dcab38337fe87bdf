import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";
import { chatKey, nodesOf } from "../control/store.ts";
import { ChatList } from "./chat-list.tsx";
import { ChatView } from "./chat-view.tsx";
import "./chats.css";
import { customerKnownAs } from "./names.ts";
import { followTyping } from "./typing.ts";

const page = "/_sandbox/console/chats";

/** All chats beside the one that is open. */
export function ChatsPage() {
  const { route, query } = useLocation();
  const { phoneNumberId, customerId } = useRoute().params;
  const number = query["number"] ?? "";
  const isOpen = phoneNumberId !== undefined && customerId !== undefined;
  useEffect(followTyping, []);

  const addressOf = (path: string, filter = number) => (filter === "" ? path : `${path}?number=${filter}`);
  const open = (business: string, customer: string) =>
    route(addressOf(`${page}/${business}/${encodeURIComponent(customer)}`));

  // somebody who was only written to becomes a customer by writing
  const becameKnown =
    isOpen && !nodesOf("customer").has(customerId) && !nodesOf("group").has(customerId)
      ? customerKnownAs(customerId)
      : undefined;
  useEffect(() => {
    if (becameKnown !== undefined && phoneNumberId !== undefined)
      route(addressOf(`${page}/${phoneNumberId}/${becameKnown}`), true);
  }, [becameKnown]);

  return (
    <div class={isOpen ? "chats open" : "chats"}>
      <h1 class="visually-hidden">Chats</h1>
      <ChatList
        open={isOpen ? chatKey(phoneNumberId, customerId) : undefined}
        number={number}
        onOpen={open}
        onNumber={(chosen) => route(addressOf(isOpen ? `${page}/${phoneNumberId}/${customerId}` : page, chosen), true)}
      />
      {isOpen ? (
        <ChatView
          key={chatKey(phoneNumberId, customerId)}
          phoneNumberId={phoneNumberId}
          customerId={customerId}
          onBack={() => route(addressOf(page))}
          onOpen={open}
        />
      ) : (
        <p class="empty">Choose a chat, or add a customer who writes to a business.</p>
      )}
    </div>
  );
}
