import { joinModule } from "../module.ts";
import { type DomainFunction, haveSame } from "./join-versions.ts";
import { TypeNames } from "./type-names.ts";
import { writeDescriptor } from "./write-descriptor.ts";
import { writeDocumentation } from "./write-documentation.ts";

/** `src/generated/operations.ts` of a domain: a function for each operation. */
export function writeFunctions(source: string, functions: DomainFunction[]): string {
  const names = new TypeNames();
  const written = functions.map((described) => writeFunction(described, names));
  return joinModule(source, names.imports(), written.join("\n"));
}

function writeFunction(described: DomainFunction, names: TypeNames): string {
  const { name, isList } = described;
  const types = typesOf(described, names);
  const generics = types.generics.length > 0 ? `<${types.generics.join(", ")}>` : "";
  const { declared, passed } = parametersOf(described, types, names);
  const make = names.ofRuntime(isList ? "list" : "call");
  const returned = isList ? names.ofRuntime("Listing") : "Promise";
  return `${writeDocumentation(described)}export function ${name}${generics}(
  client: ${types.client},
  ${declared}
): ${returned}<${types.answer}> {
  return ${make}(client, "${writeDescriptor(described)}", ${passed});
}
`;
}

interface FunctionTypes {
  generics: string[];
  client: string;
  /** The ids in the path; undefined if there are none. */
  ids: string | undefined;
  /** The whole input; undefined if there is none. */
  input: string | undefined;
  /** What the promise or the list is of. */
  answer: string;
}

/** The types of a function: what all versions have alike by its name, and what they do not have alike as `Shape` has it. */
function typesOf(described: DomainFunction, names: TypeNames): FunctionTypes {
  const { method, path, shown, isVersioned, variants } = described;
  const own = shown.described;
  const ids = own.ids && names.of(shown, own.ids);
  const hasFields = variants.some((variant) => variant.described.hasFields);
  const place = `"${method}", "${path}", ${ids ? "Bound" : "never"}`;
  const nameOf = (name: string | undefined) => (name === undefined ? undefined : names.of(shown, name));
  const node = differ(described, ({ answer }) => [answer]) ? 'Shape["answer"]' : (nameOf(own.answer) ?? "void");
  const defaultAnswer = differ(described, ({ answer, defaultAnswer: type }) => [answer, type])
    ? 'Shape["defaultAnswer"]'
    : nameOf(own.defaultAnswer);
  const fields = hasFields ? `${names.ofRuntime("FieldsOf")}<${node}, Field>` : undefined;
  return {
    generics: [
      ...(isVersioned ? [`Shape extends ${names.ofRuntime("AnyShape")}`] : []),
      ...(hasFields ? ["Field extends string = never"] : []),
      ...(ids ? ["Bound extends string = never"] : []),
    ],
    client: isVersioned
      ? `${names.ofRuntime("ClientWith")}<${place}, Shape>`
      : `${names.ofRuntime("ClientAt")}<${place}>`,
    ids,
    input: join([inputOf(described, ids, names), fields]),
    answer: hasFields
      ? `${names.ofRuntime("Answer")}<${node}, Field${defaultAnswer && defaultAnswer !== node ? `, ${defaultAnswer}` : ""}>`
      : node,
  };
}

/** The ids and what the input has beside them, by one name if it has one. */
function inputOf(described: DomainFunction, ids: string | undefined, names: TypeNames): string | undefined {
  const { shown } = described;
  const { input, inputs } = shown.described;
  const isVersioned = differ(described, (own) => own.inputs);
  const beside = isVersioned ? 'Shape["besideIds"]' : join(inputs.map((name) => names.of(shown, name)));
  if (!ids) return beside;
  const whole = isVersioned ? 'Shape["input"]' : input && names.of(shown, input);
  return whole
    ? `${names.ofRuntime("InputOf")}<${whole}, ${ids}, ${beside}, Bound>`
    : join([`${names.ofRuntime("Ids")}<${ids}, Bound>`, beside]);
}

function differ({ isVersioned, variants }: DomainFunction, types: Parameters<typeof haveSame>[1]): boolean {
  return isVersioned && !haveSame(variants, types);
}

function join(types: readonly (string | undefined)[]): string | undefined {
  return types.filter((type) => type !== undefined).join(" & ") || undefined;
}

/** The parameters after the client. Where all ids may be bound and nothing else is required, the input may be left out. */
function parametersOf(
  { method, isList, variants }: DomainFunction,
  { ids, input = "{}" }: FunctionTypes,
  names: TypeNames,
) {
  const kind = isList ? "List" : method === "post" ? "Post" : "Call";
  const isRequired = variants.map(({ described }) => described.isInputRequired);
  const isAlways = isRequired.every(Boolean);
  if (isAlways || (!ids && !isRequired.includes(true))) {
    const declared = `input${isAlways ? "" : "?"}: ${input},\n  options?: ${names.ofRuntime(`${kind}Options`)},`;
    return { declared, passed: "input, options" };
  }
  const types = `${ids ?? "{}"}, ${ids ? "Bound" : "never"}, ${input}, ${names.ofRuntime(`${kind}Extras`)}`;
  const rest = isRequired.includes(true)
    ? `${names.ofRuntime("ArgumentsOf")}<Shape, ${types}>`
    : `${names.ofRuntime("RestOf")}<${types}>`;
  return { declared: `...rest: ${rest}`, passed: "...rest" };
}
