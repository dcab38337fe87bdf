import type { Schemas } from "@openwaba/messages";
import { useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog.tsx";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";

const fields = {
  name: "Name",
  phone_number: "Phone number",
  in_pin_code: "PIN code",
  house_number: "House",
  floor_number: "Floor",
  tower_number: "Tower",
  building_name: "Building",
  address: "Address",
  landmark_area: "Landmark",
  city: "City",
  state: "State",
} satisfies Record<keyof Schemas["AddressForm"], string>;

const names = Object.keys(fields) as (keyof typeof fields)[];

/** The button that opens the form of an address. */
export function AddressButton({ request }: { request: Schemas["InteractiveAddress"]["action"]["parameters"] }) {
  const { sendAddress } = useChatActions();
  const [isOpen, setOpen] = useState(false);
  const { values = {}, saved_addresses = [], validation_errors = {} } = request;
  const answer = (address: Schemas["AddressForm"]) => {
    setOpen(false);
    sendAddress(Object.fromEntries(names.flatMap((name) => (address[name] ? [[name, address[name]]] : []))));
  };
  return (
    <>
      <ActionButton icon="location" label="Provide address" onClick={() => setOpen(true)} />
      {isOpen && (
        <Dialog title="Address" onClose={() => setOpen(false)}>
          {saved_addresses.length > 0 && (
            <section class="rows">
              <h3>Saved addresses</h3>
              {saved_addresses.map(({ id, value }) => (
                <button key={id} type="button" onClick={() => answer(value)}>
                  <strong>{value.name ?? id}</strong>
                  <span class="quiet">{[value.address, value.city].filter(Boolean).join(", ")}</span>
                </button>
              ))}
            </section>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              answer(Object.fromEntries(new FormData(event.currentTarget)) as Schemas["AddressForm"]);
            }}
          >
            {names.map((name) => (
              <label key={name}>
                {fields[name]}
                <input name={name} defaultValue={values[name] ?? ""} autocomplete="off" />
                {validation_errors[name] !== undefined && <span class="danger">{validation_errors[name]}</span>}
              </label>
            ))}
            <button class="primary">Send the address</button>
          </form>
        </Dialog>
      )}
    </>
  );
}
