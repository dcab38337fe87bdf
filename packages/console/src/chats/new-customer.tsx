import { useSignal } from "@preact/signals";
import { get, post } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { nodesOf } from "../control/store.ts";
import { Dialog } from "../parts/dialog.tsx";

interface NewCustomerProps {
  readonly onClose: () => void;
  readonly onMade: (phoneNumberId: string, customerId: string) => void;
}

/** Somebody new writes to a business. */
export function NewCustomer({ onClose, onMade }: NewCustomerProps) {
  const problem = useSignal("");
  const submit = async (form: HTMLFormElement) => {
    const values = Object.fromEntries(new FormData(form));
    try {
      const number = String(values["phoneNumber"]).replaceAll(/\D/g, "");
      await post(`/customers/${number}`, values["name"] ? { name: values["name"] } : {});
      const { data } = await get<{ data: Node[] }>("/world");
      const made = data.find((node) => node.kind === "customer" && node.data["wa_id"] === number);
      if (made) onMade(String(values["phoneNumberId"]), made.id);
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <Dialog title="New customer" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <label>
          Number, with country code
          <input name="phoneNumber" type="tel" required value={unusedNumber()} />
        </label>
        <label>
          Name
          <input name="name" autocomplete="off" />
        </label>
        <label>
          Writes to
          <select name="phoneNumberId">
            {[...nodesOf("phone_number").values()].map(({ id, data }) => (
              <option key={id} value={id}>
                {[data["verified_name"], data["display_phone_number"]].filter(Boolean).join(", ")}
              </option>
            ))}
          </select>
        </label>
        {problem.value !== "" && (
          <p class="danger" role="alert">
            {problem.value}
          </p>
        )}
        <button class="primary">Add</button>
      </form>
    </Dialog>
  );
}

/** A number kept for fiction that no customer has. */
function unusedNumber(): string {
  const used = new Set([...nodesOf("customer").values()].map(({ data }) => data["wa_id"]));
  let last = 1;
  while (used.has(`155501${String(last).padStart(5, "0")}`)) last++;
  return `+155501${String(last).padStart(5, "0")}`;
}
