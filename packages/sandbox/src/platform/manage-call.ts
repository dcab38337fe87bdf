import type { CreateDomain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { idIn, type Kept } from "../world/kept.ts";
import type { Data } from "../world/world.ts";
import { callPermission, connectedCalls, isWith, mostCalls, permitCallback } from "./call-permissions.ts";
import {
  beginCall,
  type Call,
  callsOf,
  callStatus,
  canCall,
  changeCall,
  endCall,
  findCall,
  secondsOf,
  tellOfCall,
} from "./calls.ts";

const mostAtOnce = 1000;

/** Rings in every sandbox, as the examples of the documents have it. */
const exampleCall = "wacid.HBgLMTU1NTAxMjM0NTYVAgASGCAzODg1NTE5NEU1";

function manageCalls(context: DomainContext): Handler {
  const { world } = context;

  function connect({ path, body }: CheckedRequest): object {
    const phoneNumberId = idIn({ path }, "phone_number_id");
    const contact = contactIn(body);
    const person = contact.wa_id ?? contact.user_id ?? "";
    const time = secondsOf(context);
    const going = callsOf(context, phoneNumberId).filter(({ state }) => state !== "ended");
    if (!canCall(context, phoneNumberId))
      throw callFailure(138_000, "Calling is off for this number", "Turn it on in the settings of the number", 401);
    const ids = [contact.wa_id, contact.user_id].filter((id) => id !== undefined);
    const isPermitted = ids.some(
      (id) => callPermission(world, { phoneNumberId, person: id, time }).status !== "no_permission",
    );
    if (!isPermitted)
      throw callFailure(138_006, "The person has not permitted calls", "Ask for it by a call_permission_request", 401);
    if (going.length >= mostAtOnce)
      throw callFailure(138_002, "The number has too many calls", `${mostAtOnce} are going on, no more can`, 429);
    if (going.some((call) => isWith({ ...call }, person)))
      throw callFailure(138_003, "A call with this person is going on", "End it before another one is started");
    if (connectedCalls(world, { phoneNumberId, person, time }).length >= mostCalls)
      throw callFailure(138_012, "The person was called too often", `${mostCalls} calls were connected in 24 hours`);
    const call = beginCall(context, { phoneNumberId, contact, direction: "BUSINESS_INITIATED", ...trackedIn(body) });
    void tellOfCall(context, call, { statuses: [callStatus(context, call, "RINGING")] });
    return { messaging_product: "whatsapp", calls: [{ id: call.id }] };
  }

  /** A call of a person that the business has not taken yet. */
  function incoming(call: Call, action: string): Call {
    if (call.direction === "USER_INITIATED" && (call.state === "ringing" || call.state === "connecting")) return call;
    throw notNow(call, action);
  }

  const actions: Readonly<Record<string, (call: Call, body: Data) => void>> = {
    pre_accept: (call) => changeCall(context, incoming(call, "pre-accepted"), { state: "connecting" }),
    accept(call, body) {
      changeCall(context, incoming(call, "accepted"), {
        state: "taken",
        startedAt: secondsOf(context),
        ...trackedIn(body),
      });
      const { phoneNumberId, contact } = call;
      const person = contact.wa_id ?? contact.user_id ?? "";
      permitCallback(world, { phoneNumberId, person, time: secondsOf(context) });
    },
    reject: (call) => void endCall(context, incoming(call, "rejected")),
    terminate(call) {
      if (call.state === "ended") throw notNow(call, "ended");
      void endCall(context, call);
    },
    media_update(call) {
      if (call.state === "ended") throw notNow(call, "changed");
    },
  };

  return (request) => {
    const { action, call_id } = request.body;
    if (action === "connect") return connect(request);
    const call = findCall(context, String(call_id));
    if (!call || call.phoneNumberId !== request.path["phone_number_id"]) throw unknownNode("POST", String(call_id));
    actions[String(action)]?.(call, request.body);
    return { messaging_product: "whatsapp", success: true };
  };
}

/** Calls that businesses make, answer and end. */
export const callOperations: Readonly<Record<string, Kept>> = {
  manageCall: {
    handle: (_, context) => manageCalls(context),
    seed: (world, { path }) => {
      const phoneNumberId = idIn({ path }, "phone_number_id");
      const contact = { profile: { name: "Nadia Okafor" }, wa_id: "14155550142" };
      const call: Call = {
        id: exampleCall,
        phoneNumberId,
        direction: "USER_INITIATED",
        contact,
        state: "ringing",
        time: 0,
      };
      world.put("call", phoneNumberId, { ...call }, exampleCall);
    },
  },
};

/** Ends calls that nobody takes. */
export const createCalls: CreateDomain = (context) => ({
  nodes: {},
  handlers: {},
  timers: {
    ringingEnds({ id }) {
      const call = findCall(context, String(id));
      if (call && call.state !== "taken" && call.state !== "ended") void endCall(context, call);
    },
  },
});

function trackedIn({ biz_opaque_callback_data }: Data): { biz_opaque_callback_data?: string } {
  return biz_opaque_callback_data === undefined ? {} : { biz_opaque_callback_data: String(biz_opaque_callback_data) };
}

/** Who is called: the number counts if there is one. */
function contactIn({ to, recipient }: Data): Call["contact"] {
  return {
    ...(to !== undefined && { wa_id: String(to).replaceAll(/\D/g, "") }),
    ...(recipient !== undefined && { user_id: String(recipient) }),
  };
}

function notNow({ id, state, direction }: Call, action: string): GraphFailure {
  const whose = direction === "USER_INITIATED" ? "a call of the person" : "a call of the business";
  return callFailure(100, `The call cannot be ${action}`, `${id} is ${whose}, and ${state}`);
}

function callFailure(code: number, message: string, details: string, status = 400): GraphFailure {
  return new GraphFailure(`(#${code}) ${message}`, { status, code, details });
}
