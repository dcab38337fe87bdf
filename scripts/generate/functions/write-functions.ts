import { joinModule } from "../module.ts";
import { type DomainFunction, haveSame } from "./join-versions.ts";
import { TypeNames } from "./type-names.ts";
import { writeDescriptor } from "./write-descriptor.ts";
import { writeDocumentation } from "./write-documentation.ts";

/** `src/generated/operations.ts` of a domain: a function for each operation. */
export function writeFunctions(source: string, functions: DomainFunction[]): string {
  const names = new TypeNames(functions);
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
  /** What the input has beside the ids, all at once. */
  input: string[];
  /** What the promise or the list is of. */
  answer: string;
}

/** The types of a function: what all versions have alike by its name, and what they do not have alike as `Shape` has it. */
function typesOf({ method, path, shown, shape, isList, variants }: DomainFunction, names: TypeNames): FunctionTypes {
  const own = shown.described;
  const ids = own.ids && names.of(shown, own.ids);
  const hasFields = variants.some((variant) => variant.described.hasFields);
  const place = `"${method}", "${path}", ${ids ? "Bound" : "never"}`;
  const isVersioned = (types: Parameters<typeof haveSame>[1]) => shape !== undefined && !haveSame(variants, types);
  const node = isVersioned(({ answer }) => [answer])
    ? 'Shape["answer"]'
    : own.answer
      ? names.of(shown, own.answer)
      : "void";
  const defaultField = isVersioned((described) => [described.defaultField])
    ? ', Shape["defaultField"]'
    : own.defaultField && hasFields
      ? `, ${names.of(shown, own.defaultField)}`
      : "";
  const inputs = isVersioned((described) => described.inputs)
    ? ['Shape["input"]']
    : own.inputs.map((input) => names.of(shown, input));
  const selected = `${node}, Field${defaultField}`;
  return {
    generics: [
      ...(shape ? [`Shape extends ${names.ofRuntime("AnyShape")}`] : []),
      ...(hasFields ? ["Field extends string = never"] : []),
      ...(ids ? ["Bound extends string = never"] : []),
    ],
    client: shape ? `${names.ofRuntime("ClientWith")}<${place}, Shape>` : `${names.ofRuntime("ClientAt")}<${place}>`,
    ids,
    input: [...inputs, ...(hasFields ? [`${names.ofRuntime("FieldsOf")}<${node}, Field>`] : [])],
    answer: !hasFields ? node : isList ? selected : `${names.ofRuntime("Answer")}<${selected}>`,
  };
}

/** The parameters after the client. Where all ids may be bound and nothing else is required, the input may be left out. */
function parametersOf({ method, isList, variants }: DomainFunction, { ids, input }: FunctionTypes, names: TypeNames) {
  const options = names.ofRuntime(isList ? "ListOptions" : method === "post" ? "PostOptions" : "CallOptions");
  const isRequired = variants.map(({ described }) => described.isInputRequired);
  const isAlways = isRequired.every(Boolean);
  if (isAlways || (!ids && !isRequired.includes(true))) {
    const whole = [...(ids ? [`${names.ofRuntime("Ids")}<${ids}, Bound>`] : []), ...input].join(" & ");
    const declared = `input${isAlways ? "" : "?"}: ${whole || "{}"},\n  options?: ${options},`;
    return { declared, passed: "input, options" };
  }
  const types = `${ids ?? "{}"}, ${ids ? "Bound" : "never"}, ${input.join(" & ") || "unknown"}, ${options}`;
  const rest = isRequired.includes(true)
    ? `${names.ofRuntime("ArgumentsOf")}<Shape, ${types}>`
    : `${names.ofRuntime("RestOf")}<${types}>`;
  return { declared: `...rest: ${rest}`, passed: "...rest" };
}
