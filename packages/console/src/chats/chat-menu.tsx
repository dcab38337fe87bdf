import { useSignal } from "@preact/signals";
import { nodeOf } from "../control/store.ts";
import { Menu } from "../parts/menu.tsx";
import { FieldsDialog } from "./fields-dialog.tsx";
import { NewCustomer } from "./new-customer.tsx";
import { readsByItself } from "./read-setting.ts";
import { act, actOnCustomer, type ChatAddress, markAsRead } from "./send.ts";

interface ChatMenuProps {
  readonly to: ChatAddress;
  readonly attempt: (action: Promise<void>) => void;
  readonly onOpen: (phoneNumberId: string, customerId: string) => void;
}

/** What a customer can do beside writing. */
export function ChatMenu({ to, attempt, onOpen }: ChatMenuProps) {
  const opened = useSignal<"number" | "chat" | undefined>(undefined);
  const { isBlocked, isWithoutMarketing } = nodeOf("chat", `${to.phoneNumberId} ${to.customerId}`)?.data ?? {};
  const { isAtMarketingLimit, hasLeft } = nodeOf("customer", to.customerId)?.data ?? {};
  const does = (label: string, action: string) => ({ label, onClick: () => attempt(act(to, action)) });
  const close = () => (opened.value = undefined);
  return (
    <>
      <Menu
        label="More"
        button="⋯"
        items={[
          { label: "Mark as read", onClick: () => attempt(markAsRead(to)) },
          {
            label: readsByItself.value ? "Leave new messages unread" : "Read messages when the chat is open",
            onClick: () => (readsByItself.value = !readsByItself.value),
          },
          isBlocked === true ? does("Unblock the business", "unblock") : does("Block the business", "block"),
          isWithoutMarketing === true
            ? does("Resume marketing messages", "resume-marketing")
            : does("Stop marketing messages", "stop-marketing"),
          {
            label:
              isAtMarketingLimit === true
                ? "Lift the limit of marketing messages"
                : "Reach the limit of marketing messages",
            onClick: () => attempt(actOnCustomer(to, "limit-marketing", { is_limited: isAtMarketingLimit !== true })),
          },
          hasLeft === true ? does("Come back to WhatsApp", "join") : does("Leave WhatsApp", "leave"),
          { label: "Change the number", onClick: () => (opened.value = "number") },
          { label: "Write to another business number", onClick: () => (opened.value = "chat") },
        ]}
      />
      {opened.value === "number" && (
        <FieldsDialog
          title="Change the number"
          fields={[{ name: "number", label: "New number, with country code", type: "tel", isRequired: true }]}
          action="Change"
          onClose={close}
          onSubmit={({ number = "" }) => attempt(actOnCustomer(to, "change-number", { phone_number: number }))}
        />
      )}
      {opened.value === "chat" && <NewCustomer known={to.customerId} onClose={close} onMade={onOpen} />}
    </>
  );
}
