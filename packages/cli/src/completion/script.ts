import type { Command, Option } from "commander";

export const shells = ["bash", "zsh", "fish"] as const;

/** A command by its words: `numbers show`, with what may follow. */
interface Node {
  readonly path: string;
  readonly description: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Option[];
}

/** A script that completes the commands and options of the program. */
export function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const nodes = nodesOf(program, program, "");
  return shell === "fish" ? fishScript(program.name(), nodes) : bashScript(program.name(), nodes, shell === "zsh");
}

function nodesOf(program: Command, command: Command, path: string): Node[] {
  const children = command.commands.filter((child) => child.name() !== "help");
  const own = {
    path,
    description: command.description(),
    commands: children.map((child) => ({ name: child.name(), description: child.description() })),
    options: [...command.options, ...(command === program ? [] : program.options)].filter(({ hidden }) => !hidden),
  };
  return [own, ...children.flatMap((child) => nodesOf(program, child, `${path} ${child.name()}`.trim()))];
}

function bashScript(name: string, nodes: readonly Node[], isZsh: boolean): string {
  const cases = nodes.map(({ path, commands, options }) => {
    const words = [...commands.map((each) => each.name), ...options.flatMap(({ long }) => long ?? []), "--help"];
    return `    "${path}") words="${words.join(" ")}" ;;`;
  });
  const known = nodes.flatMap(({ path }) => (path === "" ? [] : [`"${path}"`]));
  const start = isZsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
  return `${start}_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" next words="" index
  for ((index = 1; index < COMP_CWORD; index++)); do
    next="\${path:+$path }\${COMP_WORDS[index]}"
    case "$next" in
    ${known.join("|")}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

function fishScript(name: string, nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, commands, options }) => {
    const [first = "", second] = path.split(" ");
    const others = commands.map((each) => each.name).join(" ");
    const seen = [first, ...(second === undefined ? [] : [second])].map(
      (word) => `__fish_seen_subcommand_from ${word}`,
    );
    const within = path === "" ? "__fish_use_subcommand" : seen.join("; and ");
    const open = path === "" || others === "" ? within : `${within}; and not __fish_seen_subcommand_from ${others}`;
    return [
      ...commands.map((each) => `complete -c ${name} -n '${open}' -f -a ${each.name} -d ${quote(each.description)}`),
      ...options.map(
        ({ long = "", description, required, argChoices }) =>
          `complete -c ${name} -n '${within}' -l ${long.slice(2)}${required ? " -r" : ""}${argChoices ? ` -fa '${argChoices.join(" ")}'` : ""} -d ${quote(description)}`,
      ),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
