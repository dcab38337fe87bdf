import { kinds } from "../../generated/media-types.ts";
import type { Data } from "../../world/world.ts";

/** A file that a message names by its id. */
export interface MediaReference {
  /** Where the id is, such as `image.id`. */
  readonly place: string;
  /** Kind of media: `image`, `video` and so on. */
  readonly kind: string;
  readonly id: string;
  /** Present if it is named by a link too. */
  readonly hasLink?: true;
}

/** The files of a message: its own, those of headers and of cards. */
export function mediaIn({ type, ...body }: Data): MediaReference[] {
  if (type === "interactive") {
    const { header, action } = dataIn(body["interactive"]);
    const cards = listIn(dataIn(action)["cards"]).map((card, index) =>
      named(dataIn(card)["header"], `interactive.action.cards[${index}].header`),
    );
    return [...named(header, "interactive.header"), ...cards.flat()];
  }
  if (type === "template") return inComponents(dataIn(body["template"])["components"], "template.components");
  return named({ [String(type)]: body[String(type)] });
}

function inComponents(components: unknown, place: string): MediaReference[] {
  return listIn(components).flatMap((component, index) => {
    const { parameters, cards } = dataIn(component);
    const at = `${place}[${index}]`;
    return [
      ...listIn(parameters).flatMap((parameter, number) => named(parameter, `${at}.parameters[${number}]`)),
      ...listIn(cards).flatMap((card, number) =>
        inComponents(dataIn(card)["components"], `${at}.cards[${number}].components`),
      ),
    ];
  });
}

/** The file in an object whose content is named as its kind. */
function named(holder: unknown, place = ""): MediaReference[] {
  const data = dataIn(holder);
  return kinds.flatMap(({ kind }) => {
    const { id, link } = dataIn(data[kind]);
    if (id === undefined) return [];
    const at = `${place}${place && "."}${kind}.id`;
    return { place: at, kind, id: String(id), ...(link !== undefined && { hasLink: true }) };
  });
}

function dataIn(value: unknown): Data {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
