import { type ClientOptions, type GraphVersion, observe, type ObservedRetry, unwrap } from "@openwaba/runtime";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { onTestFinished } from "vitest";
import { createPreverifiedNumbersClient } from "./index.ts";

/** A sandbox for one test, with the steps that tests begin with. */
export class Pool {
  readonly sandbox: Sandbox;
  readonly retries: ObservedRetry[] = [];
  readonly #clock: { now: number };

  private constructor(sandbox: Sandbox, clock: { now: number }) {
    this.sandbox = sandbox;
    this.#clock = clock;
  }

  static async open(): Promise<Pool> {
    const clock = { now: Date.parse("2026-11-20T08:00:00Z") };
    const sandbox = await createSandbox({ strict: true, now: () => clock.now });
    onTestFinished(() => sandbox.close());
    return new Pool(sandbox, clock);
  }

  /** Seconds since 1970 by the clock of the sandbox. */
  get seconds(): number {
    return this.#clock.now / 1000;
  }

  wait(milliseconds: number): void {
    this.#clock.now += milliseconds;
  }

  get business() {
    return { business_id: this.sandbox.businesses[0].id };
  }

  connect<Version extends GraphVersion>(version: Version) {
    const { accessToken, url } = this.sandbox;
    const middleware = [observe({ onRetry: (event) => this.retries.push(event) })];
    const options = { auth: accessToken, baseUrl: url, retry: { delay: 1 }, middleware, version };
    return createPreverifiedNumbersClient(options as ClientOptions<Version>);
  }

  readonly client = () => this.connect("v25.0");

  list() {
    return this.client().GET("/{business_id}/preverified_numbers", { params: { path: this.business } });
  }

  async addNumber(phone_number = "+1 (555) 012-3456"): Promise<string> {
    const options = { params: { path: this.business }, body: { phone_number } };
    return unwrap(await this.client().POST("/{business_id}/add_phone_numbers", options)).id;
  }

  requestCode(id: string) {
    const body = { code_method: "SMS", language: "en_US" } as const;
    const options = { params: { path: { pre_verified_phone_number_id: id } }, body };
    return this.client().POST("/{pre_verified_phone_number_id}/request_code", options);
  }

  verifyCode(id: string, code = this.sandbox.codeFor(id) ?? "") {
    const options = { params: { path: { pre_verified_phone_number_id: id } }, body: { code } };
    return this.client().POST("/{pre_verified_phone_number_id}/verify_code", options);
  }

  async addVerifiedNumber(phone_number?: string): Promise<string> {
    const id = await this.addNumber(phone_number);
    unwrap(await this.requestCode(id));
    unwrap(await this.verifyCode(id));
    return id;
  }

  share(preverified_id: string, partner_business_id: string) {
    const options = { params: { path: this.business }, body: { preverified_id, partner_business_id } };
    return this.client().POST("/{business_id}/share_preverified_numbers", options);
  }
}
