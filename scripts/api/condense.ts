const remark = /^ *\/\/ (?:@public|\(undocumented\)|\(No @packageDocumentation).*\n/gm;
const generatedModule = /^declare namespace \S+ \{\s*export \{([^}]*)\}\s*\}$/;
const declaration = /^(?:export )?(?:declare )?(?:abstract )?(?:type|interface|const|class|function|enum) ([\w$]+)/;

/**
 * The declarations in a report of API Extractor, without its remarks on comments, and without the modules that are
 * generated from specs: they are in the repository, and their changes are seen there.
 */
export function condense(report: string): string {
  const [, code = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(report) ?? [];
  const blocks = code.replace(remark, "").trim().split(/\n\n+/);
  const generated = new Set(blocks.flatMap(membersOfModule));
  const isGenerated = (block: string) =>
    generatedModule.test(block) || generated.has(declaration.exec(block)?.[1] ?? "");
  return blocks.filter((block) => !isGenerated(block)).join("\n\n");
}

/** `paths_2 as paths` is declared as `paths_2`. */
function membersOfModule(block: string): string[] {
  const members = generatedModule.exec(block)?.[1]?.split(",") ?? [];
  return members.flatMap((member) => /[\w$]+/.exec(member)?.[0] ?? []);
}
