import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { readable } from "../parts/words.ts";
import { NodeTable } from "./node-table.tsx";
import { nodesIn, text } from "./nodes.ts";

/** An issued token, without its text. Times are in milliseconds since 1970. */
interface Token {
  readonly type: string;
  readonly appId?: string;
  readonly issuedAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

/** The tokens that were issued, and the system users that can get some. */
export function TokensSection() {
  const tokens = useSignal<readonly Token[]>([]);
  const now = useSignal(0);
  const { problem, attempt } = useAttempts();
  const load = () =>
    void attempt(async () => {
      now.value = (await get<{ now: number }>("/clock")).now;
      tokens.value = (await get<{ data: Token[] }>("/tokens")).data;
    });
  useEffect(load, []);
  return (
    <>
      <p class="quiet">
        The token under <a href="/_sandbox/console/account">Start</a> always works. These were issued beside it; their
        text is known only to who asked for them.
      </p>
      <div class="actions">
        <button type="button" onClick={load}>
          Look again
        </button>
      </div>
      <Problem text={problem.value} />
      <NodeTable
        label="Issued tokens"
        items={tokens.value.toReversed()}
        keyOf={({ issuedAt, type, appId }) => `${issuedAt} ${type} ${appId}`}
        none="None was issued."
        columns={[
          { label: "Issued", cell: ({ issuedAt }) => new Date(issuedAt).toLocaleString() },
          { label: "State", cell: (token) => <StateBadge state={stateOf(token, now.value)} /> },
          { label: "Kind", cell: ({ type }) => readable(type) },
          { label: "App", cell: ({ appId }) => <span class="mono">{appId ?? "that of the sandbox"}</span> },
          {
            label: "Expires",
            cell: ({ expiresAt }) => (expiresAt === undefined ? "never" : new Date(expiresAt).toLocaleString()),
          },
        ]}
      />
      <h2>System users</h2>
      <NodeTable
        label="System users"
        items={nodesIn("system_user")}
        keyOf={({ id }) => id}
        none="There is none."
        columns={[
          { label: "Name", cell: (node) => text(node, "name") },
          { label: "Role", cell: (node) => readable(text(node, "role")) },
          { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
        ]}
      />
    </>
  );
}

function stateOf({ expiresAt, revokedAt }: Token, now: number): string {
  if (revokedAt !== undefined) return "REVOKED";
  return expiresAt !== undefined && expiresAt <= now ? "EXPIRED" : "ACTIVE";
}
