import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import {
  createSolutionsClient,
  type Paths,
  type PathsByVersion,
  type Schemas,
  type SchemasByVersion,
} from "./index.ts";

const client = createSolutionsClient({ auth: "EAAB" });
const old = createSolutionsClient({ auth: "EAAB", version: "v23.0" });
const accept = "/{solution_id}/accept";
const rejection = "/{solution_id}/reject_deactivation_request";
const solutions = "/{waba_id}/solutions";
const solution = { path: { solution_id: "1209834567012345" } };
const intent = { path: { migration_intent_id: "812345670012345" } };
const application = { application_id: "670843887433847" };

type Open<Values> = Values | (string & {});
type SolutionStatus = "ACTIVE" | "DEACTIVATED" | "DRAFT" | "INITIATED" | "PENDING_DEACTIVATION" | "REJECTED";
type PartnerStatus = "ACCEPTED" | "DEACTIVATED" | "DRAFT" | "INITIATED" | "NOTIFICATION_SENT" | "REJECTED";
type App = { id: string; name?: string; link?: string };

describe("acceptSolution", () => {
  const body = { partner_app_id: "670843887433847" };

  test("takes the app of the partner before v25.0, and nothing since", () => {
    old.POST(accept, { params: solution, body });
    // @ts-expect-error
    client.POST(accept, { params: solution, body });
    client.POST(accept, { params: solution });
    // @ts-expect-error
    old.POST(accept, { params: solution });
    // @ts-expect-error
    old.POST(accept, { params: solution, body: { log_session_id: "a41c" } });
  });

  test("answers the state of the partner before v25.0, and success alone since", async () => {
    expectTypeOf(unwrap(await old.POST(accept, { params: solution, body }))).toEqualTypeOf<{
      success: boolean;
      solution_id?: string;
      partner_status?: Open<PartnerStatus>;
      message?: string;
      update_time?: string;
    }>();
    const accepted = unwrap(await client.POST(accept, { params: solution }));
    expectTypeOf(accepted).toEqualTypeOf<{ success: boolean }>();
    // @ts-expect-error
    accepted.partner_status;
  });
});

describe("acceptSolutionDeactivation", () => {
  const deactivation = "/{solution_id}/accept_deactivation_request";

  test("takes fields before v25.0 alone", () => {
    const path = solution.path;
    old.POST(deactivation, { params: { path, query: { fields: ["owner_permissions"] } } });
    // @ts-expect-error
    client.POST(deactivation, { params: { path, query: { fields: ["owner_permissions"] } } });
  });

  test("takes an empty body before v25.0, and none since", () => {
    old.POST(deactivation, { params: solution, body: {} });
    // @ts-expect-error
    client.POST(deactivation, { params: solution, body: {} });
  });

  test("answers the solution before v25.0, and success alone since", async () => {
    const params = { ...solution, query: { fields: ["status", "owner_permissions"] } } as const;
    const former = unwrap(await old.POST(deactivation, { params }));
    expectTypeOf<keyof typeof former>().toEqualTypeOf<"id" | "owner_permissions" | "status">();
    expectTypeOf(former.status).toEqualTypeOf<Open<SolutionStatus> | undefined>();
    // @ts-expect-error
    former.success;
    const accepted = unwrap(await client.POST(deactivation, { params: solution }));
    expectTypeOf(accepted).toEqualTypeOf<{ success: boolean }>();
    // @ts-expect-error
    accepted.owner_permissions;
  });

  test("knows neither the owner nor the partners", () => {
    const path = solution.path;
    // @ts-expect-error
    old.POST(deactivation, { params: { path, query: { fields: ["owner_app"] } } });
    // @ts-expect-error
    old.POST(deactivation, { params: { path, query: { fields: ["partners"] } } });
  });
});

describe("the partners of a solution", () => {
  const waba = { waba_id: "102290129340398" };

  test("cannot be asked for before v25.0", () => {
    const query = { fields: ["partners"] } as const;
    const body = { reject_deactivation_request: true } as const;
    // @ts-expect-error
    old.GET("/{solution_id}", { params: { ...solution, query } });
    // @ts-expect-error
    old.GET(solutions, { params: { path: waba, query } });
    // @ts-expect-error
    old.POST(rejection, { params: { ...solution, query }, body });
  });

  test("are selected beside the owner since v25.0", async () => {
    const query = { fields: ["owner_app", "partners{status}"] } as const;
    const answer = unwrap(await client.GET("/{solution_id}", { params: { ...solution, query } }));
    expectTypeOf(answer.partners?.data[0]).toEqualTypeOf<{ id: string; status?: Open<PartnerStatus> } | undefined>();
    expectTypeOf(answer.owner_app).toEqualTypeOf<App | undefined>();
    client.GET(solutions, { params: { path: waba, query } });
  });

  test("leave the owner to be asked for in every version", async () => {
    const query = { fields: ["owner_app"] } as const;
    expectTypeOf(unwrap(await old.GET("/{solution_id}", { params: { ...solution, query } })).owner_app).toEqualTypeOf<
      App | undefined
    >();
    old.GET(solutions, { params: { path: waba, query } });
  });
});

describe("setOboMobilityIntent", () => {
  test("may answer null for what it has nothing to say about", async () => {
    const answer = unwrap(
      await client.POST("/{waba_id}/set_obo_mobility_intent", { params: { path: { waba_id: "102290129340398" } } }),
    );
    expectTypeOf(answer).toEqualTypeOf<{
      success: boolean;
      intent_id?: string | null;
      client_mutation_id?: string | null;
      error_msg?: string | null;
    }>();
  });
});

describe("rejectSolutionDeactivation", () => {
  test("takes the word that it rejects before v25.0, and nothing since", () => {
    const body = { reject_deactivation_request: true } as const;
    old.POST(rejection, { params: solution, body });
    // @ts-expect-error
    client.POST(rejection, { params: solution, body });
    client.POST(rejection, { params: solution });
    // @ts-expect-error
    old.POST(rejection, { params: solution });
    // @ts-expect-error
    old.POST(rejection, { params: solution, body: { reject_deactivation_request: false } });
  });

  test("takes fields before v25.0 alone", () => {
    const path = solution.path;
    const body = { reject_deactivation_request: true } as const;
    old.POST(rejection, { params: { path, query: { fields: ["status"] } }, body });
    // @ts-expect-error
    client.POST(rejection, { params: { path, query: { fields: ["status"] } } });
  });

  test("answers the solution before v25.0, and success alone since", async () => {
    const options = { params: solution, body: { reject_deactivation_request: true } } as const;
    const former = unwrap(await old.POST(rejection, options));
    expectTypeOf(former.status_for_pending_request).toEqualTypeOf<
      Open<"NONE" | "PENDING_ACTIVATION" | "PENDING_DEACTIVATION"> | undefined
    >();
    // @ts-expect-error
    former.success;
    const rejected = unwrap(await client.POST(rejection, { params: solution }));
    expectTypeOf(rejected).toEqualTypeOf<{ success: boolean }>();
    // @ts-expect-error
    rejected.status_for_pending_request;
  });
});

describe("requestSolutionDeactivation", () => {
  const request = "/{solution_id}/send_deactivation_request";

  test("takes a reason before v25.0, and nothing since", () => {
    old.POST(request, { params: solution, body: { reason: "The contract has ended" } });
    // @ts-expect-error
    client.POST(request, { params: solution, body: { reason: "The contract has ended" } });
    old.POST(request, { params: solution });
    client.POST(request, { params: solution });
  });

  test("answers the id of the request before v25.0, and success alone since", async () => {
    expectTypeOf(unwrap(await old.POST(request, { params: solution }))).toEqualTypeOf<{
      success: boolean;
      message?: string;
      request_id?: string;
    }>();
    const requested = unwrap(await client.POST(request, { params: solution }));
    expectTypeOf(requested).toEqualTypeOf<{ success: boolean }>();
    // @ts-expect-error
    requested.request_id;
  });
});

describe("getMigrationIntent", () => {
  const node = "/{migration_intent_id}";
  type Status = Open<"ACCEPTED" | "COMPLETED" | "INITIATED" | "REJECTED">;

  test("answers the status alone before v25.0, and both accounts and the solution since", async () => {
    expectTypeOf(unwrap(await old.GET(node, { params: intent }))).toEqualTypeOf<{
      id: string;
      status?: Status;
    }>();
    const params = { ...intent, query: { fields: ["status", "waba", "destination_waba", "solution"] } } as const;
    const answer = unwrap(await client.GET(node, { params }));
    expectTypeOf<keyof Schemas["MigrationIntent"]>().toEqualTypeOf<
      "destination_waba" | "id" | "solution" | "status" | "waba"
    >();
    expectTypeOf(answer.status).toEqualTypeOf<Status | undefined>();
    expectTypeOf(answer.waba?.message_template_namespace).toEqualTypeOf<string | undefined>();
    expectTypeOf(answer.destination_waba).toEqualTypeOf<typeof answer.waba>();
    expectTypeOf(answer.solution?.owner_app).toEqualTypeOf<App | undefined>();
  });

  test("takes the fields of its version alone", () => {
    const path = intent.path;
    old.GET(node, { params: { path, query: { fields: ["status"] } } });
    client.GET(node, { params: { path, query: { fields: ["waba", "destination_waba", "solution"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path, query: { fields: ["waba"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path, query: { fields: ["destination_waba"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path, query: { fields: ["solution"] } } });
  });

  test("narrows accounts and the solution to what braces select since v25.0", async () => {
    const query = { fields: ["waba{name}", "solution{owner_app{name}}"] } as const;
    expectTypeOf(unwrap(await client.GET(node, { params: { ...intent, query } }))).toEqualTypeOf<{
      id: string;
      waba?: { id: string; name?: string };
      solution?: { id: string; owner_app?: { id: string; name?: string } };
    }>();
    // @ts-expect-error
    client.GET(node, { params: { ...intent, query: { fields: ["waba{country}"] } } });
    // @ts-expect-error
    old.GET(node, { params: { ...intent, query: { fields: ["waba{name}"] } } });
  });
});

describe("listConnectedClientBusinesses", () => {
  const list = "/{application_id}/connected_client_businesses";

  test("answers states and times before v25.0, and the name alone since", async () => {
    const query = { fields: ["business_status", "created_time"] } as const;
    const former = unwrap(await old.GET(list, { params: { path: application, query } })).data;
    expectTypeOf<keyof SchemasByVersion["v23.0"]["ConnectedClientBusiness"]>().toEqualTypeOf<
      "business_status" | "created_time" | "id" | "name" | "updated_time" | "verification_status"
    >();
    expectTypeOf(former[0]?.business_status).toEqualTypeOf<
      Open<"ACTIVE" | "INACTIVE" | "PENDING_APPROVAL" | "SUSPENDED"> | undefined
    >();
    expectTypeOf(former[0]?.created_time).toEqualTypeOf<string | undefined>();
    expectTypeOf(unwrap(await client.GET(list, { params: { path: application } })).data).items.toEqualTypeOf<{
      id: string;
      name?: string;
    }>();
  });

  test("takes the fields of its version alone", () => {
    const path = application;
    old.GET(list, { params: { path, query: { fields: ["verification_status", "created_time", "updated_time"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["verification_status"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["business_status"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["created_time"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["updated_time"] } } });
  });
});

describe("in every version", () => {
  test("listWabaSolutions tells of both neighbours of a page", async () => {
    const params = { path: { waba_id: "102290129340398" } };
    const former = unwrap(await old.GET(solutions, { params })).paging;
    const latter = unwrap(await client.GET(solutions, { params })).paging;
    expectTypeOf(former?.previous).toEqualTypeOf<string | undefined>();
    expectTypeOf(latter?.next).toEqualTypeOf<string | undefined>();
    expectTypeOf(latter).toEqualTypeOf<typeof former>();
  });

  test("the call that rejects a partnership is one", () => {
    expectTypeOf<PathsByVersion["v23.0"]["/{solution_id}/reject"]>().toEqualTypeOf<Paths["/{solution_id}/reject"]>();
  });

  test("429 is documented, though Meta's newer pages leave it out", () => {
    type Accept<Version extends keyof PathsByVersion> = PathsByVersion[Version][typeof accept]["post"];
    expectTypeOf<429>().toExtend<keyof Accept<"v23.0">["responses"]>();
    expectTypeOf<429>().toExtend<keyof Accept<"v25.0">["responses"]>();
  });
});

test("versions that answer alike have one type", () => {
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v26.0"]>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v24.0"]>().toEqualTypeOf<PathsByVersion["v23.0"]>();
});
