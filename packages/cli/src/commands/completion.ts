import type { Command } from "commander";
import type { Context } from "../context.ts";
import { completionScript, shells } from "../completion/script.ts";
import { addExamples } from "../examples.ts";

export function registerCompletion(program: Command, context: Context): void {
  const command = program.command("completion").description("Print what makes a shell complete commands and options");
  command
    .addArgument(command.createArgument("<shell>", "the shell").choices(shells))
    .action((shell: (typeof shells)[number]) => void context.stdout.write(completionScript(program, shell)));
  addExamples(
    command,
    ['eval "$(openwaba completion bash)"', "For bash: in ~/.bashrc"],
    ['eval "$(openwaba completion zsh)"', "For zsh: in ~/.zshrc, after compinit"],
    ["openwaba completion fish > ~/.config/fish/completions/openwaba.fish", "For fish, once"],
  );
}
