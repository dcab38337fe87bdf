import type { Shown } from "./components.ts";

/** Uploads a file. Returns what the answer says of it. */
export type Uploader = (file: File) => Promise<object>;

export interface ComponentProps {
  readonly component: Shown;
  readonly value: unknown;
  /** Why the answer cannot be sent. */
  readonly problem: string | undefined;
  readonly upload: Uploader;
  /** Gets the new answer, and the action that goes with it. */
  readonly onChange: (value: unknown, action?: unknown) => void;
  readonly onPress: (action: unknown) => void;
}
