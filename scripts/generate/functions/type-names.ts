import { aliasOf } from "../module.ts";
import type { Variant } from "./join-versions.ts";

/** The names that the functions of a domain use, and the imports that they need. */
export class TypeNames {
  readonly #runtime = new Set<string>();
  readonly #local = new Map<string, string>();
  readonly #imported = new Map<string, string[]>();
  readonly #taken = new Set<string>();

  /** A type of the domain by its name alone, so that editors show it so; where two modules have one, the later gets a suffix. */
  of({ meanings }: Variant, name: string): string {
    const module = meanings.get(name)?.module ?? "components";
    const key = `${module} ${name}`;
    const known = this.#local.get(key);
    if (known !== undefined) return known;
    const local = this.#taken.has(name) ? `${name}_${aliasOf(module)}` : name;
    this.#taken.add(local);
    this.#local.set(key, local);
    const own = this.#imported.get(module) ?? [];
    own.push(local === name ? name : `${name} as ${local}`);
    this.#imported.set(module, own);
    return local;
  }

  /** Something of `@openwaba/runtime/functions`. */
  ofRuntime(name: string): string {
    this.#runtime.add(name);
    return name;
  }

  imports(): string[] {
    const isFunction = (name: string) => /^[a-z]/.test(name);
    const runtime = [...this.#runtime].toSorted().map((name) => (isFunction(name) ? name : `type ${name}`));
    return [
      importOf("import", runtime, "@openwaba/runtime/functions"),
      ...[...this.#imported].toSorted().map(([module, names]) => importOf("import type", names, `./${module}.ts`)),
    ];
  }
}

function importOf(keyword: string, names: string[], module: string): string {
  const lines = names.toSorted().map((name) => `  ${name},\n`);
  return `${keyword} {\n${lines.join("")}} from "${module}";`;
}
