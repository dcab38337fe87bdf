import { useSignal } from "@preact/signals";
import { get, post } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { nodesOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { nameOf } from "./names.ts";
import { unusedNumber, unusedUserId } from "./unused-ids.ts";

interface NewCustomerProps {
  /** Id of somebody who is known, and opens a chat with another number. */
  readonly known?: string;
  readonly onClose: () => void;
  readonly onMade: (phoneNumberId: string, customerId: string) => void;
}

/** Somebody writes to a business. */
export function NewCustomer({ known, onClose, onMade }: NewCustomerProps) {
  const { problem, attempt } = useAttempts();
  const isPrivate = useSignal(false);
  const ids = [...nodesOf("customer").values()].map(({ data }) => data);

  async function add(form: HTMLFormElement): Promise<void> {
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    const { phoneNumberId = "", phoneNumber = "", userId = "", name, username } = values;
    if (known !== undefined) return onMade(phoneNumberId, known);
    const id = isPrivate.value ? userId : phoneNumber.replaceAll(/\D/g, "");
    const given = { ...(name && { name }), ...(isPrivate.value && username && { username }) };
    await post(`/customers/${encodeURIComponent(id)}`, given);
    const { data } = await get<{ data: Node[] }>("/world");
    const made = data.find((node) => node.kind === "customer" && (node.data["wa_id"] ?? node.data["user_id"]) === id);
    if (made) onMade(phoneNumberId, made.id);
  }

  return (
    <Dialog title={known === undefined ? "New customer" : `New chat of ${nameOf(known)}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => add(event.currentTarget));
        }}
      >
        {known === undefined && (
          <>
            <fieldset class="choices">
              <legend class="visually-hidden">What the business knows</legend>
              <label class="check">
                <input type="radio" name="kind" checked={!isPrivate.value} onChange={() => (isPrivate.value = false)} />
                A phone number
              </label>
              <label class="check">
                <input type="radio" name="kind" checked={isPrivate.value} onChange={() => (isPrivate.value = true)} />
                A user id alone
              </label>
            </fieldset>
            {isPrivate.value ? (
              <>
                <label>
                  User id
                  <input
                    key="id"
                    name="userId"
                    required
                    defaultValue={unusedUserId(ids.map(({ user_id }) => user_id))}
                  />
                </label>
                <label>
                  Username
                  <input key="username" name="username" autocomplete="off" placeholder="optional" />
                </label>
              </>
            ) : (
              <label>
                Number, with country code
                <input
                  key="number"
                  name="phoneNumber"
                  type="tel"
                  required
                  defaultValue={unusedNumber(ids.map(({ wa_id }) => wa_id))}
                />
              </label>
            )}
            <label>
              Name
              <input name="name" autocomplete="off" placeholder="optional" />
            </label>
          </>
        )}
        <label>
          Writes to
          <select name="phoneNumberId">
            {[...nodesOf("phone_number").values()].map(({ id, data }) => (
              <option key={id} value={id}>
                {[data["verified_name"], data["display_phone_number"]].filter(Boolean).join(", ") || id}
              </option>
            ))}
          </select>
        </label>
        <Problem text={problem.value} />
        <button class="primary">{known === undefined ? "Add" : "Open the chat"}</button>
      </form>
    </Dialog>
  );
}
