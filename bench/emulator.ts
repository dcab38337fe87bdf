/** How an emulator is started. */
interface EmulatorSettings {
  accessToken: string;
  /** Where its webhooks go. @default nowhere */
  webhook?: string;
}

/** Something that answers `POST /{phone_number_id}/messages` on this machine. */
export interface Emulator {
  name: string;
  /** The npm package whose version is shown. */
  package?: string;
  /** It tells by webhook what became of a message. */
  sendsWebhooks?: true;
  /** Words after `node` that run it as a command, and the path that its URLs begin with. */
  command?: (port: number, accessToken: string) => readonly string[];
  /** Path in front of that of the call. @default none */
  prefix?: string;
  /** Loads its package; what it returns starts a server and returns the URL. */
  load: () => Promise<(settings: EmulatorSettings) => Promise<string>>;
}

/** What a process with an emulator tells when the first message was answered. */
export interface Started {
  /** URL of the calls, with the prefix. */
  url: string;
  /** From the start, without the import, to the answer, in ms. */
  start: number;
}

/** What it holds after garbage collection, in bytes, and the processor time that it has used, in µs. */
export interface Holdings {
  heap: number;
  rss: number;
  cpu: number;
}
