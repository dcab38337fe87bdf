import type { Node } from "../control/live.ts";
import { nodeOf } from "../control/store.ts";
import { Facts } from "./facts.tsx";
import { ItemPage, NoItem } from "./item-page.tsx";
import { NodePanel, NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";
import { groupControls } from "./platform-controls.ts";
import { PlatformPanel } from "./platform-panel.tsx";

const page = "/_sandbox/console/account/groups";

export function GroupsSection({ id }: { id: string | undefined }) {
  if (id === undefined) return <GroupList />;
  const group = nodeOf("group", id);
  if (!group) return <NoItem list={page} listLabel="Groups" id={id} />;
  return <GroupDetail key={id} group={group} />;
}

const addressOf = ({ id }: Node) => `${page}/${encodeURIComponent(id)}`;
const stateOf = ({ data }: Node) => (data["suspended"] === true ? "SUSPENDED" : "ACTIVE");

function GroupList() {
  return (
    <NodeTable
      label="Groups"
      items={nodesIn("group")}
      keyOf={({ id }) => id}
      none="There is no group yet: a business creates one with POST /{phone_number_id}/groups."
      columns={[
        { label: "Subject", cell: (node) => <a href={addressOf(node)}>{text(node, "subject") || node.id}</a> },
        { label: "State", cell: (node) => (stateOf(node) === "ACTIVE" ? "active" : "suspended") },
        { label: "Participants", cell: (node) => participantsOf(node).length },
        { label: "Number", cell: (node) => nameOf("phone_number", node.of ?? "") },
      ]}
    />
  );
}

function GroupDetail({ group }: { group: Node }) {
  return (
    <ItemPage
      list={page}
      listLabel="Groups"
      title={text(group, "subject") || group.id}
      state={stateOf(group)}
      node={group}
    >
      <section class="panel" aria-labelledby="facts">
        <h3 id="facts">The group</h3>
        <Facts
          facts={[
            ["Id", <span class="mono">{group.id}</span>],
            ["Description", text(group, "description")],
            ["Joining", text(group, "join_approval_mode").replaceAll("_", " ")],
            ["Number", nameOf("phone_number", group.of ?? "")],
          ]}
        />
      </section>
      <PlatformPanel route={`/groups/${encodeURIComponent(group.id)}`} controls={groupControls} />
      <NodePanel
        id="participants"
        title="Participants"
        label="Participants"
        items={participantsOf(group)}
        keyOf={({ wa_id, user_id }) => `${wa_id} ${user_id}`}
        none="Nobody is in it."
        columns={[
          { label: "Number", cell: ({ wa_id }) => (wa_id === undefined ? "not known" : `+${wa_id}`) },
          { label: "User id", cell: ({ user_id }) => <span class="mono">{user_id}</span> },
          { label: "Username", cell: ({ username }) => username },
        ]}
      />
    </ItemPage>
  );
}

interface Participant {
  readonly wa_id?: string;
  readonly user_id?: string;
  readonly username?: string;
}

function participantsOf({ data }: Node): readonly Participant[] {
  const { participants } = data;
  return Array.isArray(participants) ? participants : [];
}
