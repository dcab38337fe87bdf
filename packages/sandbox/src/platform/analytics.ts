import { invalidParameter } from "../server/errors.ts";
import { parseFields } from "../server/fields.ts";
import { idIn, type Kept, nodeIn, read } from "../world/kept.ts";
import type { World } from "../world/world.ts";
import { callsOf } from "./calls.ts";
import { type Counted, type CountedMessage, countryIn, digitsOf, messagesOf } from "./count-messages.ts";
import { asksFor, type Count, dataIn, type Dimensions, passes, tally, textsIn } from "./tally.ts";
import { templateAnalytics, templateGroupAnalytics } from "./template-analytics.ts";

/** By the property that it is counted as. */
const always: Dimensions<Counted> = {
  PHONE: ["phone_number", (item) => item.phone_number],
  COUNTRY: ["country", (item) => item.country],
};

const messageDimensions: Dimensions<CountedMessage> = {
  ...always,
  PRICING_CATEGORY: ["pricing_category", ({ category }) => category],
  PRICING_TYPE: ["pricing_type", ({ pricing }) => pricing],
};

const pricing: Count = (world, account, question) => {
  const delivered = messagesOf(world, account).filter(
    ({ isDelivered, category, pricing: type }) =>
      isDelivered && passes(question["pricing_categories"], category) && passes(question["pricing_types"], type),
  );
  return dataIn(
    tally(delivered, question, messageDimensions, ({ length }) =>
      asksFor(question, "VOLUME") ? { volume: length } : {},
    ),
  );
};

interface Conversation extends Counted {
  readonly category: string;
  readonly type: string;
  readonly direction: string;
}

const conversationLife = 24 * 60 * 60; // seconds

/** A conversation is what is sent to a person in one category within a day of the first message. */
function conversationsOf(world: World, account: string): Conversation[] {
  const open = new Map<string, number>();
  const messages = messagesOf(world, account).filter(
    ({ isDelivered, groupId }) => isDelivered && groupId === undefined,
  );
  return messages.flatMap(({ time, phone_number, country, category, to }) => {
    const key = `${phone_number} ${to} ${category}`;
    const opened = open.get(key);
    if (opened !== undefined && time < opened + conversationLife) return [];
    open.set(key, time);
    const isService = category === "SERVICE";
    const type = isService ? "FREE_TIER" : "REGULAR";
    const direction = isService ? "USER_INITIATED" : "BUSINESS_INITIATED";
    return [{ time, phone_number, country, category, type, direction }];
  });
}

const conversations: Count = (world, account, question) => {
  const metrics = textsIn(question["metric_types"]);
  if (metrics.length > 0 && metrics.every((metric) => metric === "COST"))
    throw invalidParameter("Param metric_types must not be COST alone: a partner pays for the account");
  const wanted = conversationsOf(world, account).filter(
    ({ category, type, direction }) =>
      passes(question["conversation_categories"], category) &&
      passes(question["conversation_types"], type) &&
      passes(question["conversation_directions"], direction),
  );
  const dimensions: Dimensions<Conversation> = {
    ...always,
    CONVERSATION_CATEGORY: ["conversation_category", ({ category }) => category],
    CONVERSATION_TYPE: ["conversation_type", ({ type }) => type],
    CONVERSATION_DIRECTION: ["conversation_direction", ({ direction }) => direction],
  };
  return dataIn(tally(wanted, question, dimensions, ({ length }) => ({ conversation: length })));
};

interface CountedCall extends Counted {
  readonly direction: string;
  readonly duration: number | undefined;
}

const calls: Count = (world, account, question) => {
  const { granularity, directions } = question;
  const connected = world.list("phone_number", account).flatMap((number) =>
    callsOf({ world }, number.id).flatMap(({ startedAt, endedAt, direction, contact }): CountedCall[] => {
      if (startedAt === undefined || !passes(directions, direction)) return [];
      const duration = endedAt === undefined ? undefined : endedAt - startedAt;
      const country = countryIn(contact.user_id ?? contact.wa_id ?? "");
      return [{ time: startedAt, phone_number: digitsOf(number), country, direction, duration }];
    }),
  );
  const dimensions: Dimensions<CountedCall> = { ...always, DIRECTION: ["direction", ({ direction }) => direction] };
  const data_points = tally(connected, question, dimensions, (items) => {
    const durations = items.flatMap(({ duration }) => duration ?? []);
    const total = durations.reduce((sum, duration) => sum + duration, 0);
    return {
      ...(asksFor(question, "COUNT") && { count: items.length }),
      ...(asksFor(question, "AVERAGE_DURATION") &&
        durations.length > 0 && { average_duration: total / durations.length }),
    };
  });
  const asked = textsIn(directions);
  return { granularity, ...(asked.length > 0 && { directions: asked }), data_points };
};

const groups: Count = (world, account, question) => {
  const [group = ""] = textsIn(question["group_ids"]);
  const isOfAccount = world.list("phone_number", account).some(({ id }) => world.find("group", group)?.of === id);
  if (!isOfAccount) throw invalidParameter(`Param group_ids must be a group of the account: ${group} is none`);
  const { length: members } = world.list("group_participant", group);
  const sent = messagesOf(world, account).filter(({ groupId }) => groupId === group);
  const moves = world.list("group_move", group).map(({ data }) => ({
    time: Number(data["time"]),
    phone_number: "",
    country: undefined,
    move: data["move"],
  }));
  const data_points = tally<Counted>([...sent, ...moves], question, {}, (items) => {
    const messages = sent.filter((message) => items.includes(message));
    const times = (count: (message: CountedMessage) => boolean) => messages.filter(count).length;
    const moved = (move: string) => moves.filter((one) => items.includes(one) && one.move === move).length;
    return {
      group_id: group,
      ...(asksFor(question, "SENT") && { sent: messages.length }),
      ...(asksFor(question, "DELIVERED") && { delivered: times(({ isDelivered }) => isDelivered) * members }),
      ...(asksFor(question, "READ") && { read: times(({ isRead }) => isRead) * members }),
      ...(asksFor(question, "PARTICIPANTS_JOINED") && { joined: moved("joined") }),
      ...(asksFor(question, "PARTICIPANTS_LEFT") && { left: moved("left") }),
    };
  });
  return dataIn(data_points, { granularity: "DAILY" });
};

const messages: Count = (world, account, question) => {
  const products = textsIn(question["product_types"]);
  const sent = messagesOf(world, account).filter(
    ({ isTemplate }) => products.length === 0 || products.includes(isTemplate ? "0" : "2"),
  );
  const { phone_numbers, country_codes, granularity } = question;
  const numbers = world.list("phone_number", account).map(digitsOf);
  const data_points = tally(sent, question, {}, (items) => {
    const inGroups = items.filter(({ groupId }) => groupId !== undefined);
    const times = (all: readonly CountedMessage[]) => all.filter(({ isDelivered }) => isDelivered).length;
    return {
      sent: items.length - inGroups.length,
      delivered: times(items) - times(inGroups),
      ...(inGroups.length > 0 && { groups_sent: inGroups.length, groups_delivered: times(inGroups) }),
    };
  });
  return {
    phone_numbers: numbers.filter((number) => passes(phone_numbers, number)),
    ...(textsIn(country_codes).length > 0 && { country_codes }),
    granularity,
    data_points,
  };
};

/** By the field of the account. */
const counts: Readonly<Record<string, Count>> = {
  analytics: messages,
  conversation_analytics: conversations,
  pricing_analytics: pricing,
  template_analytics: templateAnalytics,
  template_group_analytics: templateGroupAnalytics,
  group_analytics: groups,
  call_analytics: calls,
};

const account = "waba_id";

function counting(count: Count): Kept {
  return {
    handle: (world) => (request) => {
      const answer = count(world, idIn(request, account), request.query);
      return "data" in answer ? (answer.data as object[]) : [answer];
    },
  };
}

const accountNode = read("waba");

/** An account, with the analytics that `fields` asks for. */
const accountWithCounts: Kept = {
  handle: (world) => (request) => {
    const { id, data } = nodeIn(world, request, "waba", account);
    const given = new Map<string, Record<string, unknown>>();
    const { fields } = request.query;
    if (fields !== undefined) parseFields(String(fields), given);
    const plain = Object.entries(data).filter(([name]) => !(name in counts));
    const counted = [...given].flatMap(([name, question]) => {
      const count = counts[name];
      return count ? [[name, count(world, id, question)]] : [];
    });
    return Object.fromEntries([...plain, ...counted]);
  },
  seed: accountNode.seed,
};

/** Analytics: they count the messages and calls of the world. */
export const analyticsOperations: Readonly<Record<string, Kept>> = {
  getWhatsappBusinessAccount: accountWithCounts,
  getConversationAnalytics: counting(conversations),
  getPricingAnalytics: counting(pricing),
  getTemplateAnalytics: counting(templateAnalytics),
  getTemplateGroupAnalytics: counting(templateGroupAnalytics),
  getGroupAnalytics: counting(groups),
  getCallAnalytics: counting(calls),
};
