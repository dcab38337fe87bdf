/** Names what is open, undefined if it is not known. */
type NameOf = (kind: string, id: string) => string | undefined;

const views: Readonly<Record<string, { label: string; kinds: readonly string[] }>> = {
  chats: { label: "Chats", kinds: ["phone_number", "customer"] },
  templates: { label: "Templates", kinds: ["template"] },
  campaigns: { label: "Campaigns", kinds: ["campaign"] },
  calls: { label: "API calls", kinds: ["call"] },
  webhooks: { label: "Webhooks", kinds: ["delivery"] },
  account: { label: "Account", kinds: ["section", "section_item"] },
};

/** The title of the document: what is open, the view, the product. `path` is that within the console. */
export function titleOf(path: string, nameOf: NameOf): string {
  const [view = "", ...ids] = path.split("/").filter((part) => part !== "");
  const { label = "", kinds = [] } = views[view] ?? {};
  const names = ids.map((id, index) => nameOf(kinds[index] ?? "", decodeURIComponent(id)));
  return [...names.toReversed(), label, "openwaba sandbox"]
    .filter((name) => name !== undefined && name !== "")
    .join(" · ");
}
