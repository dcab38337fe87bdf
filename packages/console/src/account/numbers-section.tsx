import { useSignal } from "@preact/signals";
import { get } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { nodeOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { limitText, readable } from "../parts/words.ts";
import { Facts, textIn } from "./facts.tsx";
import { ItemPage, NoItem } from "./item-page.tsx";
import { NodePanel, NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";
import { numberControls } from "./platform-controls.ts";
import { PlatformPanel } from "./platform-panel.tsx";

const page = "/_sandbox/console/account/numbers";

/** A number that its example shows without a status counts as registered. */
const statusOf = (node: Node) => text(node, "status") || "CONNECTED";

export function NumbersSection({ id }: { id: string | undefined }) {
  if (id === undefined) return <NumberList />;
  const number = nodeOf("phone_number", id);
  if (!number) return <NoItem list={page} listLabel="Numbers" id={id} />;
  return <NumberDetail key={id} number={number} />;
}

function NumberList() {
  return (
    <NodeTable
      label="Business numbers"
      items={nodesIn("phone_number")}
      keyOf={({ id }) => id}
      none="There is no number yet: a business adds one with POST /{waba_id}/phone_numbers."
      columns={[
        { label: "Name", cell: (node) => <a href={`${page}/${node.id}`}>{text(node, "verified_name") || node.id}</a> },
        { label: "Number", cell: (node) => <span class="nowrap">{text(node, "display_phone_number")}</span> },
        { label: "Status", cell: (node) => <StateBadge state={statusOf(node)} /> },
        { label: "Quality", cell: (node) => <StateBadge state={text(node, "quality_rating") || "UNKNOWN"} /> },
        { label: "Account", cell: (node) => nameOf("waba", node.of ?? "") },
        { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
      ]}
    />
  );
}

function NumberDetail({ number }: { number: Node }) {
  const { id, of = "", data } = number;
  const profile = nodeOf("business_profile", id)?.data;
  const commerce = nodeOf("commerce_settings", id)?.data;
  const settings = nodeOf("phone_number_settings", id)?.data;
  const username = nodeOf("username", id);
  const limit = text(number, "whatsapp_business_manager_messaging_limit");
  return (
    <ItemPage
      list={page}
      listLabel="Numbers"
      title={text(number, "verified_name") || id}
      state={statusOf(number)}
      node={number}
    >
      <section class="panel" aria-labelledby="facts">
        <h3 id="facts">The number</h3>
        <Facts
          facts={[
            ["Number", text(number, "display_phone_number")],
            ["Id", <span class="mono">{id}</span>],
            ["Account", <a href={`/_sandbox/console/account/accounts/${of}`}>{nameOf("waba", of)}</a>],
            ["Quality", <StateBadge state={text(number, "quality_rating") || "UNKNOWN"} />],
            ["Limit", limit === "" ? "" : limitText(limit)],
            ["Throughput", readable(textIn(Object(data["throughput"]), "level") ?? "")],
            ["Name", readable(text(number, "name_status"))],
            [
              "New name",
              [text(number, "new_display_name"), readable(text(number, "new_name_status"))].filter(Boolean).join(", "),
            ],
            ["Verification", <StateBadge state={text(number, "code_verification_status") || "UNKNOWN"} />],
            ["Username", [text(username, "username"), text(username, "status")].filter(Boolean).join(", ")],
            ["Two-step verification", data["is_pin_enabled"] === true ? "PIN is set" : "No PIN"],
          ]}
        />
        <Secrets id={id} />
      </section>
      <PlatformPanel route={`/numbers/${id}`} controls={numberControls} />
      <section class="panel" aria-labelledby="profile">
        <h3 id="profile">Profile</h3>
        {profile ? (
          <Facts
            facts={["about", "description", "address", "email", "vertical", "websites"].map((name) => [
              readable(name),
              Array.isArray(profile[name]) ? profile[name].join(", ") : textIn(profile, name),
            ])}
          />
        ) : (
          <p class="quiet">Nothing is set.</p>
        )}
      </section>
      <section class="panel" aria-labelledby="settings">
        <h3 id="settings">Settings</h3>
        {commerce && (
          <Facts
            facts={[
              ["Cart", commerce["is_cart_enabled"] === true ? "on" : "off"],
              ["Catalog", commerce["is_catalog_visible"] === true ? "visible" : "hidden"],
            ]}
          />
        )}
        {settings && <CodeBlock label="Settings" text={indented(settings)} />}
        {data["conversational_automation"] !== undefined && (
          <CodeBlock label="Automation" text={indented(data["conversational_automation"])} />
        )}
        {!settings && !commerce && data["conversational_automation"] === undefined && (
          <p class="quiet">Nothing is set.</p>
        )}
      </section>
      <NodePanel
        id="codes"
        title="QR codes"
        label="QR codes"
        items={nodesIn("qr_code", id)}
        keyOf={(node) => node.id}
        none="There are none."
        columns={[
          { label: "Message", cell: (node) => text(node, "prefilled_message") },
          { label: "Code", cell: (node) => <span class="mono">{text(node, "code")}</span> },
          { label: "Link", cell: (node) => <span class="mono">{text(node, "deep_link_url")}</span> },
        ]}
      />
      <NodePanel
        id="blocked"
        title="Block list"
        label="Blocked customers"
        items={nodesIn("blocked_user", id)}
        keyOf={(node) => node.id}
        none="Nobody is blocked."
        columns={[
          { label: "Number", cell: (node) => text(node, "wa_id") || "not known" },
          { label: "User id", cell: (node) => <span class="mono">{text(node, "user_id")}</span> },
        ]}
      />
    </ItemPage>
  );
}

function Secrets({ id }: { id: string }) {
  const { problem, attempt } = useAttempts();
  const secrets = useSignal<{ pin?: string; code?: string } | undefined>(undefined);
  const { pin, code } = secrets.value ?? {};
  return (
    <div>
      {secrets.value ? (
        <Facts
          facts={[
            [
              "Code",
              code === undefined ? "None is open: request one by the API" : <strong class="mono">{code}</strong>,
            ],
            ["PIN", pin === undefined ? "The sandbox knows none" : <strong class="mono">{pin}</strong>],
          ]}
        />
      ) : (
        <button
          type="button"
          onClick={() =>
            void attempt(
              async () => (secrets.value = await get<{ pin?: string; code?: string }>(`/numbers/${id}/secrets`)),
            )
          }
        >
          Show code and PIN
        </button>
      )}
      <Problem text={problem.value} />
    </div>
  );
}
