import { aliasOf, joinModule } from "../module.ts";
import { writeDescriptor } from "./write-descriptor.ts";
import { writeDocumentation } from "./write-documentation.ts";
import type { DomainFunction, Variant } from "./join-versions.ts";

/** `src/generated/operations.ts` of a domain: a function for each operation. */
export function writeFunctions(source: string, functions: DomainFunction[]): string {
  const names = new TypeNames(functions);
  const runtime = new Set<string>();
  const written = functions.map((described) => writeFunction(described, names, (name) => (runtime.add(name), name)));
  const values = ["call", "list"].filter((name) => runtime.delete(name));
  const imported = [...values, ...[...runtime].toSorted().map((name) => `type ${name}`)];
  const imports = [`import { ${imported.join(", ")} } from "@openwaba/runtime/functions";`, ...names.imports()];
  return joinModule(source, imports, written.join("\n"));
}

/** Types by their names alone, so that editors show them so; where two modules have one, the later gets a suffix. */
class TypeNames {
  readonly #local = new Map<string, string>();
  readonly #imported = new Map<string, string[]>();
  readonly #taken: Set<string>;

  constructor(functions: DomainFunction[]) {
    this.#taken = new Set(functions.flatMap(({ shape }) => shape ?? []));
  }

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

  imports(): string[] {
    return [...this.#imported].toSorted().map(
      ([module, names]) =>
        `import type {\n${names
          .toSorted()
          .map((name) => `  ${name},\n`)
          .join("")}} from "./${module}.ts";`,
    );
  }
}

function writeFunction(described: DomainFunction, names: TypeNames, runtime: (name: string) => string): string {
  const { name, method, path, shown, shape, isList, variants } = described;
  const own = shown.described;
  const typeOf = (type: string) => names.of(shown, type);
  const hasFields = variants.some((variant) => variant.described.hasFields);
  const ids = own.ids && typeOf(own.ids);
  const generics = [
    ...(shape ? [`Shape extends ${runtime("AnyShape")}`] : []),
    ...(hasFields ? ["Field extends string = never"] : []),
    ...(ids ? ["Bound extends string = never"] : []),
  ];
  const bound = ids ? "Bound" : "never";
  const place = `"${method}", "${path}", ${bound}`;
  const client = shape ? `${runtime("ClientWith")}<${place}, Shape>` : `${runtime("ClientAt")}<${place}>`;
  const node = shape ? 'Shape["answer"]' : own.answer ? typeOf(own.answer) : "void";
  const input = [
    ...(shape ? ['Shape["input"]'] : own.inputs.map(typeOf)),
    ...(hasFields ? [`${runtime("FieldsOf")}<${node}, Field>`] : []),
  ];
  const options = runtime(isList ? "ListOptions" : method === "post" ? "PostOptions" : "CallOptions");
  const needs = new Set(variants.map((variant) => variant.described.isInputRequired));
  const whole = input.join(" & ");
  const isExplicit = needs.size === 1 && (needs.has(true) || !ids);
  const parameters = isExplicit
    ? `input${needs.has(true) ? "" : "?"}: ${[...(ids ? [`${runtime("Ids")}<${ids}, Bound>`] : []), ...input].join(" & ")},\n  options?: ${options},`
    : needs.size > 1
      ? `...rest: ${runtime("ArgumentsOf")}<Shape, ${ids ?? "{}"}, ${bound}, ${whole || "unknown"}, ${options}>`
      : `...rest: ${runtime("RestOf")}<${ids ?? "{}"}, Bound, ${whole || "unknown"}, ${options}>`;
  const defaultField = own.defaultField && !shape ? `, ${typeOf(own.defaultField)}` : "";
  const selected = shape ? 'Shape["answer"], Field, Shape["defaultField"]' : `${node}, Field${defaultField}`;
  const answer = !hasFields ? node : isList ? selected : `${runtime("Answer")}<${selected}>`;
  const call = `${runtime(isList ? "list" : "call")}(client, "${writeDescriptor(described)}", ${isExplicit ? "input, options" : "...rest"})`;
  return `${writeDocumentation(described)}export function ${name}${generics.length > 0 ? `<${generics.join(", ")}>` : ""}(
  client: ${client},
  ${parameters}
): ${isList ? runtime("Listing") : "Promise"}<${answer}> {
  return ${call};
}
`;
}
