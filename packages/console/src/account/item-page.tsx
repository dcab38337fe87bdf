import type { ComponentChildren } from "preact";
import type { Node } from "../control/live.ts";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { Icon } from "../parts/icon.tsx";
import { StateBadge } from "../parts/state-badge.tsx";

interface ItemPageProps {
  /** Address of the list that it is in. */
  readonly list: string;
  readonly listLabel: string;
  readonly title: string;
  readonly state?: string;
  readonly node: Node;
  readonly children: ComponentChildren;
}

/** Something that the world holds, with the way back to its list. */
export function ItemPage({ list, listLabel, title, state = "", node, children }: ItemPageProps) {
  return (
    <>
      <a class="up" href={list}>
        <Icon name="back" /> {listLabel}
      </a>
      <header>
        <h2>{title}</h2>
        {state !== "" && <StateBadge state={state} />}
      </header>
      {children}
      <CodeBlock label="As the sandbox keeps it" text={indented(node.data)} />
    </>
  );
}

/** Instead of something that is not there, or no longer. */
export function NoItem({ list, listLabel, id }: { list: string; listLabel: string; id: string }) {
  return (
    <>
      <a class="up" href={list}>
        <Icon name="back" /> {listLabel}
      </a>
      <p>There is nothing with the id {id} here: it was removed, or never made.</p>
    </>
  );
}
