import { describe, expectTypeOf, test } from "vitest";
import {
  createBusinessAccountsClient,
  getParentBsuidAccount,
  listBusinessVerificationSubmissions,
  submitBusinessVerification,
} from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB", ids: { business_id: "506914307656634" } });
const end_business_id = "813460912570311";
const register = new File(["bytes"], "register.pdf", { type: "application/pdf" });

describe("documents of a client", () => {
  test("are files in a list, by the name that the form has", () => {
    submitBusinessVerification(client, { end_business_id, "business_documents[]": [register] });
    // @ts-expect-error: without brackets
    submitBusinessVerification(client, { end_business_id, business_documents: [register] });
    // @ts-expect-error: one file outside of a list
    submitBusinessVerification(client, { end_business_id, "business_documents[]": register });
    // @ts-expect-error: paths of files
    submitBusinessVerification(client, { end_business_id, "business_documents[]": ["register.pdf"] });
    // @ts-expect-error: none
    submitBusinessVerification(client, { end_business_id });
    // @ts-expect-error: of nobody
    submitBusinessVerification(client, { "business_documents[]": [register] });
  });

  test("are reviewed with an outcome and causes that may be new ones", async () => {
    for await (const submission of listBusinessVerificationSubmissions(client, { end_business_id })) {
      const { verification_status, rejection_reasons = [] } = submission;
      expectTypeOf<"APPROVED" | "SOMETHING_NEW">().toExtend<typeof verification_status>();
      expectTypeOf<"SOMETHING_NEW">().toExtend<(typeof rejection_reasons)[number]>();
    }
    // @ts-expect-error: an unknown field
    await listBusinessVerificationSubmissions(client, { fields: ["status"] });
  });
});

test("a portfolio may have no parent BSUIDs", async () => {
  const { enrolled_business_portfolios } = await getParentBsuidAccount(client);
  expectTypeOf(enrolled_business_portfolios).toEqualTypeOf<string[] | undefined>();
});
