import type { Findings } from "../findings.ts";
import { isArray, isObject, isString, type Path } from "../read/json.ts";
import type { Flow } from "../read/read-flow.ts";
import { actionsOf, targetOf } from "./actions.ts";
import type { Rule } from "./rule.ts";

/** Screens by the ids of those that lead to them. */
type Routes = Map<string, Set<string>>;

const code = "INVALID_ROUTING_MODEL";

/** Which screen leads to which: forward only, from an entry to an end. */
export const checkRouting: Rule = (flow, findings) => {
  const declared = declaredRoutes(flow, findings);
  const derived = derivedRoutes(flow);
  if (declared) compareRoutes(flow, declared, findings);
  else if (flow.hasEndpoint)
    findings.add("MISSING_REQUIRED_PROPERTY", [], 'A flow with an endpoint must have "routing_model"');
  const routes = declared ?? derived;
  const at: Path = declared ? ["routing_model"] : ["screens"];
  if (flow.screens.length === 0 || (!declared && flow.hasEndpoint)) return;
  checkDirection(routes, at, findings);
  checkEntry(flow, routes, at, findings);
};

function declaredRoutes(flow: Flow, findings: Findings): Routes | undefined {
  const { routing_model: model } = flow.value;
  if (!isObject(model)) return undefined;
  const routes: Routes = new Map();
  for (const [from, targets] of Object.entries(model).slice(0, 200)) {
    const at = ["routing_model", from];
    if (!flow.byId.has(from)) findings.add(code, at, "There is no such screen", true);
    if (!isArray(targets)) continue;
    for (const [index, to] of targets.slice(0, 100).entries())
      if (isString(to) && !flow.byId.has(to)) findings.add(code, [...at, index], "There is no such screen");
    routes.set(from, new Set(targets.filter(isString)));
  }
  for (const { id, path } of flow.screens)
    if (!routes.has(id)) findings.add(code, [...path, "id"], "The routing model does not list this screen");
  return routes;
}

function derivedRoutes(flow: Flow): Routes {
  return new Map(
    flow.screens.map((screen) => [screen.id, new Set(actionsOf(screen).flatMap((action) => targetOf(action) ?? []))]),
  );
}

/** Each action must follow a route. */
function compareRoutes(flow: Flow, routes: Routes, findings: Findings): void {
  for (const screen of flow.screens) {
    for (const action of actionsOf(screen)) {
      const target = targetOf(action);
      if (target === undefined || !flow.byId.has(target) || routes.get(screen.id)?.has(target)) continue;
      const message = `The routing model does not lead from ${screen.id} to ${target}`;
      findings.add(code, [...action.path, "next", "name"], message);
    }
  }
}

function checkDirection(routes: Routes, at: Path, findings: Findings): void {
  for (const [from, targets] of routes) {
    if (targets.size > 10) findings.add(code, at, `${from} leads to more than 10 screens`);
    if (targets.has(from)) findings.add(code, at, `${from} leads to itself`);
    for (const to of targets)
      if (to > from && routes.get(to)?.has(from))
        findings.add(code, at, `${from} and ${to} lead to each other: the way back is there anyway`);
  }
  const loop = findLoop(routes);
  if (loop) findings.add(code, at, `Screens lead in a circle: ${loop.join(", ")}`);
}

/** Removes screens that nothing leads to, again and again: what stays is in a circle, or behind one. */
function findLoop(routes: Routes): string[] | undefined {
  const inbound = new Map<string, number>([...routes.keys()].map((id) => [id, 0]));
  for (const targets of routes.values()) for (const to of targets) inbound.set(to, (inbound.get(to) ?? 0) + 1);
  const open = [...inbound].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    inbound.delete(id);
    for (const to of routes.get(id) ?? []) {
      const count = (inbound.get(to) ?? 0) - 1;
      inbound.set(to, count);
      if (count === 0) open.push(to);
    }
  }
  return inbound.size > 0 ? [...inbound.keys()] : undefined;
}

function checkEntry(flow: Flow, routes: Routes, at: Path, findings: Findings): void {
  const reached = new Set([...routes.values()].flatMap((targets) => [...targets]));
  const entries = flow.screens.map(({ id }) => id).filter((id) => !reached.has(id));
  const hasList = flow.screens.some(({ components }) => components.some(({ type }) => type === "NavigationList"));
  if (entries.length === 0) {
    if (flow.hasEndpoint || !hasList) findings.add(code, at, "No screen can be the first: others lead to each");
    return;
  }
  for (const { id, path } of flow.screens)
    if (flow.screens.length > 1 && !reached.has(id) && (routes.get(id)?.size ?? 0) === 0)
      findings.add(code, [...path, "id"], "No screen leads here, and it leads to none");
  const visited = new Set(entries);
  for (const id of visited) for (const to of routes.get(id) ?? []) visited.add(to);
  const ends = flow.screens.filter(({ isTerminal }) => isTerminal);
  if (ends.length > 0 && !ends.some(({ id }) => visited.has(id)))
    findings.add(code, at, "No terminal screen can be reached");
}
