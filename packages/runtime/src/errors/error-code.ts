import type { ErrorFamily } from "../generated/error-families.ts";

/** What Meta documents about an error code. */
export interface ErrorCode {
  /** Short name, such as `"App call limit reached"`. */
  name: string;
  /** What the code is about; the last one appears only in the window of Embedded Signup. */
  family: ErrorFamily | "embedded_signup_ui";
  /** What happened, and what to do. */
  meaning: string;
  /** Whether the same call may succeed later. */
  retryable: boolean;
  /** Whether the platform rejected the call before it took effect, so even a message may be sent again. */
  rejected: boolean;
  /** Seconds until the cause has passed, if known. */
  wait?: number;
  /** `"async"`: only in webhooks, `"ui"`: only in the window of Embedded Signup; otherwise in responses. */
  surface?: "async" | "ui";
  /** HTTP statuses that were seen with it; they vary. */
  status?: readonly number[];
  /** Finer causes. */
  subcodes?: Readonly<Record<string, ErrorCode>>;
}
