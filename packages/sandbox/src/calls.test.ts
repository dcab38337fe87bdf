import { expect, it } from "vitest";
import { hideSecrets } from "./calls.ts";

it("hideSecrets() keeps names and replaces the values of secrets", () => {
  const query = new URLSearchParams("limit=5&access_token=abc&appsecret_proof=def&client_secret=ghi&input_token=jkl");
  expect(hideSecrets(query)).toEqual({
    limit: "5",
    access_token: "[hidden]",
    appsecret_proof: "[hidden]",
    client_secret: "[hidden]",
    input_token: "[hidden]",
  });
});
