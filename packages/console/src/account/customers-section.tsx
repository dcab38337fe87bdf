import { useSignal } from "@preact/signals";
import { post } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { chats, nodeOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { Facts } from "./facts.tsx";
import { ItemPage, NoItem } from "./item-page.tsx";
import { NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";

const page = "/_sandbox/console/account/customers";
const most = 200; // rows

export function CustomersSection({ id }: { id: string | undefined }) {
  if (id === undefined) return <CustomerList />;
  const customer = nodeOf("customer", id);
  if (!customer) return <NoItem list={page} listLabel="Customers" id={id} />;
  return <CustomerDetail key={id} customer={customer} />;
}

function CustomerList() {
  const sought = useSignal("");
  const all = nodesIn("customer");
  const words = sought.value.trim().toLowerCase();
  const found = all.filter(({ data }) => Object.values(data).join(" ").toLowerCase().includes(words));
  return (
    <>
      <SearchField label="Search customers" value={sought} />
      <NodeTable
        label="Customers"
        items={found.slice(0, most)}
        keyOf={({ id }) => id}
        none={all.length === 0 ? "There is nobody yet: add somebody under Chats." : "Nobody has that."}
        columns={[
          { label: "Name", cell: (node) => <a href={`${page}/${node.id}`}>{text(node, "name") || node.id}</a> },
          { label: "Number", cell: (node) => numberOf(node) },
          { label: "User id", cell: (node) => <span class="mono">{text(node, "user_id")}</span> },
          { label: "Username", cell: (node) => text(node, "username") },
        ]}
      />
      {found.length > most && (
        <p class="quiet">
          The first {most} of {found.length}: search for the others.
        </p>
      )}
    </>
  );
}

function CustomerDetail({ customer }: { customer: Node }) {
  const name = useSignal(text(customer, "name"));
  const username = useSignal(text(customer, "username"));
  const saved = useSignal("");
  const { problem, attempt } = useAttempts();
  const own = chats.value.filter(({ customerId }) => customerId === customer.id);
  const identity = text(customer, "wa_id") || text(customer, "user_id");

  function onSubmit(event: Event): void {
    event.preventDefault();
    saved.value = "";
    const changes = { name: name.value, ...(username.value !== "" && { username: username.value }) };
    void attempt(async () => {
      await post(`/customers/${encodeURIComponent(identity)}`, changes);
      saved.value = "Saved.";
    });
  }

  return (
    <ItemPage list={page} listLabel="Customers" title={text(customer, "name") || customer.id} node={customer}>
      <section class="panel" aria-labelledby="facts">
        <h3 id="facts">Identity</h3>
        <Facts
          facts={[
            ["Number", numberOf(customer)],
            ["User id", <span class="mono">{text(customer, "user_id") || "none"}</span>],
            ["Chats", own.length === 0 ? "none yet" : ""],
          ]}
        />
        {own.length > 0 && (
          <ul class="links">
            {own.map(({ phoneNumberId }) => (
              <li key={phoneNumberId}>
                <a href={`/_sandbox/console/chats/${phoneNumberId}/${encodeURIComponent(customer.id)}`}>
                  Chat with {nameOf("phone_number", phoneNumberId)}
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="panel" aria-labelledby="edit">
        <h3 id="edit">Change</h3>
        <form class="narrow" onSubmit={onSubmit}>
          <label>
            Name
            <input
              required
              maxLength={256}
              value={name.value}
              onInput={({ currentTarget }) => (name.value = currentTarget.value)}
            />
          </label>
          <label>
            Username
            <input
              maxLength={256}
              required={text(customer, "username") !== ""}
              value={username.value}
              onInput={({ currentTarget }) => (username.value = currentTarget.value)}
            />
          </label>
          <Problem text={problem.value} />
          <div class="actions">
            <button class="primary">Save</button>
            <span role="status">{saved.value}</span>
          </div>
        </form>
      </section>
    </ItemPage>
  );
}

function numberOf(node: Node): string {
  const digits = text(node, "wa_id");
  return digits === "" ? "not known" : `+${digits}`;
}
