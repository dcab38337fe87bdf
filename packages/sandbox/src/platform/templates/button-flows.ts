import type { World } from "../../world/world.ts";
import { sendingFailure } from "./failures.ts";
import { buttonsOf, type Template, type TemplateButton } from "./template.ts";

/**
 * Checks whether the flows behind the buttons of a template can be opened.
 *
 * @throws GraphFailure if one is blocked
 */
export function checkFlows({ components }: Template, world: World): void {
  for (const [index, button] of buttonsOf(components).entries()) {
    const flow = button.type === "FLOW" ? flowOf(button, world) : undefined;
    if (flow?.data["status"] === "BLOCKED")
      throw sendingFailure(132068, `button ${index}: the flow ${flow.id} is BLOCKED`);
  }
}

function flowOf({ flow_id: id, flow_name: name }: TemplateButton, world: World) {
  return id === undefined ? world.all("flow").find(({ data }) => data["name"] === name) : world.find("flow", id);
}
