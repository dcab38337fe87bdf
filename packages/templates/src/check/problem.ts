/** Code of the error that the platform would respond with. */
export type TemplateProblemCode =
  | 100 // a text or the name of a parameter is empty
  | 131008 // a required value is missing
  | 131009 // a value is not valid
  | 132000 // the number of parameters differs
  | 132001 // another template, or one that is not approved
  | 132005 // too long once filled in
  | 132012 // another kind of parameter
  | 132015 // paused
  | 132016 // disabled
  | 132018; // white space, or another kind of value

/** What the platform would reject in a message with a template. */
export interface TemplateProblem {
  /** Code of the error that the platform would respond with. */
  readonly code: TemplateProblemCode;
  /** Part that is wrong, such as `body`; `template` if the template cannot be sent at all. */
  readonly component: string;
  /** Place of the card that the part is on, counted from 0. */
  readonly card?: number;
  /** Place of the button, counted from 0. */
  readonly index?: number;
  /** What is wrong, in English, with the place in front. */
  readonly message: string;
  /** What the template needs there. */
  readonly expected?: string | number;
  /** What the message has there; values that a customer would read are left out. */
  readonly got?: string | number;
}

/** Where in a message something is. */
export type Place = Pick<TemplateProblem, "card" | "component" | "index">;

export type Problems = Generator<TemplateProblem, void>;

export function problem(
  place: Place,
  code: TemplateProblemCode,
  text: string,
  compared: Pick<TemplateProblem, "expected" | "got"> = {},
): TemplateProblem {
  const { card, component, index } = place;
  const onCard = card === undefined ? "" : `card ${card}, `;
  const name = index === undefined ? component : `${component} ${index}`;
  return { code, ...place, message: `${onCard}${name}: ${text}`, ...compared };
}
