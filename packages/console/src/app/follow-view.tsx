import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import { sectionLabel } from "../account/sections.ts";
import type { NodeKind } from "../control/live.ts";
import { calls, nodeOf } from "../control/store.ts";
import { titleOf } from "./title.ts";

/** Keeps the title of the document, and moves the focus to the heading of a view that was just opened. */
export function FollowView({ base }: { base: string }) {
  const { path } = useLocation();
  const within = path.slice(base.length);
  const title = titleOf(within, nameOf);
  const view = viewOf(within);
  const before = useRef({ path, view });
  useEffect(() => void (document.title = title), [title]);
  useEffect(() => {
    if (before.current.path === path) return;
    const isNew = before.current.view !== view;
    before.current = { path, view };
    // what had the focus may be gone
    if (isNew || document.activeElement === document.body) focusHeading(isNew);
  }, [path]);
  return null;
}

/** Parts of the account are views too. */
function viewOf(path: string): string {
  const [, view = "", section = ""] = path.split("/");
  return view === "account" ? `${view}/${section}` : view;
}

function focusHeading(isView: boolean): void {
  const main = document.querySelector("main");
  const heading = (isView ? null : main?.querySelector<HTMLElement>(".detail h2")) ?? main?.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function nameOf(kind: string, id: string): string | undefined {
  switch (kind) {
    case "section":
      return sectionLabel(id);
    case "section_item":
      return nodeName(["phone_number", "waba", "business", "flow", "group", "catalog"], id);
    case "phone_number":
    case "customer":
    case "template":
      return nodeName([kind], id);
    case "campaign":
      return id;
    case "call":
      return calls.value[Number(id)]?.operation;
    case "delivery":
      return `Delivery ${id}`;
    default:
      return undefined;
  }
}

function nodeName(kinds: readonly NodeKind[], id: string): string | undefined {
  for (const kind of kinds) {
    const data = nodeOf(kind, id)?.data;
    const name = data?.["name"] ?? data?.["verified_name"] ?? data?.["subject"];
    if (typeof name === "string") return name;
  }
  return undefined;
}
