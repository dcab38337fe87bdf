import type { TemplateProblem } from "@openwaba/templates";
import { GraphFailure } from "../../server/errors.ts";

/** What the platform refuses about a template itself, by `error_subcode`. */
const definitionProblems = {
  2388019: "The account has as many templates as it may have",
  2388023: "The template of this name is being deleted",
  2388024: "There is a template of this name in this language",
  2388039: "The template cannot be changed in its state",
  2388040: "A text of the template is too long",
  2388047: "The header of the template is not written as it must be",
  2388072: "The body of the template is not written as it must be",
  2388073: "The footer of the template is not written as it must be",
  2388293: "The template has too many parameters for its length",
  2388299: "A parameter opens or closes the body of the template",
} as const;

/** What the platform refuses about a message with a template, by code. */
const sendingProblems = {
  131008: "A required parameter is missing",
  131009: "A parameter has no valid value",
  131061: "Templates with a highest price are sent by the Marketing Messages API alone",
  131063: "The account sends marketing templates by the Marketing Messages API alone",
  132000: "The number of parameters differs from the template",
  132001: "No approved template has this name and language",
  132005: "The text with its parameters filled in is too long",
  132012: "A parameter is not of the kind that the template has there",
  132015: "The template is paused",
  132016: "The template is disabled",
  132018: "The parameters of the template cannot be accepted",
  132068: "The flow of the template is blocked",
  134100: "Only marketing templates are sent here",
} as const;

export function definitionFailure(subcode: keyof typeof definitionProblems, details: string): GraphFailure {
  return new GraphFailure(`(#100) ${definitionProblems[subcode]}`, { code: 100, subcode: Number(subcode), details });
}

export function sendingFailure(code: keyof typeof sendingProblems, details: string): GraphFailure {
  const status = Number(code) === 132001 ? 404 : 400;
  return new GraphFailure(`(#${code}) ${sendingProblems[code]}`, { code: Number(code), status, details });
}

/** What is wrong with the parameters of a message. */
export function rejectedSend({ code, message }: TemplateProblem): GraphFailure {
  if (code !== 100) return sendingFailure(code, message);
  return new GraphFailure(`(#100) Invalid parameter: ${message}`, { code, details: message });
}

/** What has no code of its own. */
export function invalidTemplate(details: string): GraphFailure {
  return new GraphFailure("(#100) The template cannot be accepted", { code: 100, details });
}
