import { useSignal } from "@preact/signals";
import { post } from "../control/control.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Menu } from "../parts/menu.tsx";
import { routeIdOf } from "./names.ts";
import { act, type ChatAddress } from "./send.ts";

interface ChatMenuProps {
  readonly to: ChatAddress;
  readonly attempt: (action: Promise<void>) => void;
}

/** What a customer can do beside writing. */
export function ChatMenu({ to, attempt }: ChatMenuProps) {
  const isChanging = useSignal(false);
  const does = (label: string, action: string) => ({ label, onClick: () => attempt(act(to, action)) });
  return (
    <>
      <Menu
        label="More"
        button="⋯"
        items={[
          does("Call the business", "call"),
          does("Block the business", "block"),
          does("Unblock the business", "unblock"),
          does("Stop marketing messages", "stop-marketing"),
          does("Resume marketing messages", "resume-marketing"),
          { label: "Change the number", onClick: () => (isChanging.value = true) },
        ]}
      />
      {isChanging.value && (
        <Dialog title="Change the number" onClose={() => (isChanging.value = false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const phone_number = new FormData(event.currentTarget).get("phoneNumber");
              attempt(post(`/customers/${routeIdOf(to.customerId)}/change-number`, { phone_number }));
              isChanging.value = false;
            }}
          >
            <label>
              New number, with country code
              <input name="phoneNumber" type="tel" required />
            </label>
            <button class="primary">Change</button>
          </form>
        </Dialog>
      )}
    </>
  );
}
