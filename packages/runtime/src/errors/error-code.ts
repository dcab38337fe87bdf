import type { ErrorFamily } from "../generated/error-families.ts";

/** What Meta documents of an error code. */
export interface ErrorCode {
  /** Short name, such as `"App call limit reached"`. */
  name: string;
  /** What the code is about; the last one is shown in the window of Embedded Signup alone. */
  family: ErrorFamily | "embedded_signup_ui";
  /** What happened, and what to do. */
  meaning: string;
  /** Whether the same call may succeed later. */
  retryable: boolean;
  /** Whether the platform refused before it did anything, so that even a message may be sent again. */
  rejected: boolean;
  /** Seconds that the cause takes to pass, where that is known. */
  wait?: number;
  /** `"async"` in webhooks alone, `"ui"` in the window of Embedded Signup alone; otherwise in answers. */
  surface?: "async" | "ui";
  /** HTTP statuses that were seen with it; they vary. */
  status?: readonly number[];
  /** Finer causes. */
  subcodes?: Readonly<Record<string, ErrorCode>>;
}
