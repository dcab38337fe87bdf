import type { Node } from "../control/live.ts";
import { nodeOf } from "../control/store.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { limitText, readable } from "../parts/words.ts";
import { Facts } from "./facts.tsx";
import { ItemPage, NoItem } from "./item-page.tsx";
import { NodePanel, NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";
import { accountControls } from "./platform-controls.ts";
import { PlatformPanel } from "./platform-panel.tsx";

const page = "/_sandbox/console/account/accounts";

const statusOf = (node: Node) => text(node, "status") || "ACTIVE";

export function AccountsSection({ id }: { id: string | undefined }) {
  if (id === undefined) return <AccountList />;
  const account = nodeOf("waba", id);
  if (!account) return <NoItem list={page} listLabel="Accounts" id={id} />;
  return <AccountDetail key={id} account={account} />;
}

function AccountList() {
  return (
    <NodeTable
      label="WhatsApp Business accounts"
      items={nodesIn("waba")}
      keyOf={({ id }) => id}
      none="There is no account."
      columns={[
        { label: "Name", cell: (node) => <a href={`${page}/${node.id}`}>{text(node, "name") || node.id}</a> },
        { label: "Status", cell: (node) => <StateBadge state={statusOf(node)} /> },
        { label: "Numbers", cell: (node) => nodesIn("phone_number", node.id).length },
        { label: "Templates", cell: (node) => nodesIn("template", node.id).length },
        { label: "Currency", cell: (node) => text(node, "currency") },
        { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
      ]}
    />
  );
}

function AccountDetail({ account }: { account: Node }) {
  const { id, of = "", data } = account;
  const state = nodeOf("account_state", id)?.data;
  const restrictions: unknown[] = Array.isArray(state?.["restrictions"]) ? state["restrictions"] : [];
  const limit = text(account, "whatsapp_business_manager_messaging_limit");
  return (
    <ItemPage
      list={page}
      listLabel="Accounts"
      title={text(account, "name") || id}
      state={statusOf(account)}
      node={account}
    >
      <section class="panel" aria-labelledby="facts">
        <h3 id="facts">The account</h3>
        <Facts
          facts={[
            ["Id", <span class="mono">{id}</span>],
            ["Business", <a href="/_sandbox/console/account/businesses">{nameOf("business", of)}</a>],
            ["Review", <StateBadge state={text(account, "account_review_status") || "UNKNOWN"} />],
            ["Verification", <StateBadge state={text(account, "business_verification_status") || "UNKNOWN"} />],
            ["Limit", limit === "" ? "" : limitText(limit)],
            ["Currency", text(account, "currency")],
            ["Payment", state?.["canPay"] === false ? "It cannot pay" : "It can pay"],
            ["Shared with partners", data["is_shared_with_partners"] === true ? "yes" : "no"],
            ["Restrictions", restrictions.map((one) => readable(String(Object(one).type))).join(", ") || "none"],
          ]}
        />
      </section>
      <PlatformPanel route={`/accounts/${id}`} controls={accountControls} />
      <NodePanel
        id="numbers"
        title="Its numbers"
        label="Numbers of the account"
        items={nodesIn("phone_number", id)}
        keyOf={(node) => node.id}
        none="It has no number."
        columns={[
          {
            label: "Name",
            cell: (node) => (
              <a href={`/_sandbox/console/account/numbers/${node.id}`}>{text(node, "verified_name") || node.id}</a>
            ),
          },
          { label: "Number", cell: (node) => text(node, "display_phone_number") },
        ]}
      />
      <NodePanel
        id="payments"
        title="Payment configurations"
        label="Payment configurations"
        items={nodesIn("payment_configuration", id)}
        keyOf={(node) => node.id}
        none="It has none."
        columns={[
          { label: "Name", cell: (node) => text(node, "configuration_name") },
          { label: "State", cell: (node) => <StateBadge state={text(node, "status")} /> },
          { label: "Provider", cell: (node) => text(node, "provider_name") || text(node, "merchant_vpa") },
        ]}
      />
    </ItemPage>
  );
}
