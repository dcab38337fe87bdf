import { pipeline, type Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Recipient } from "./recipient.ts";

/** A line of a list: its columns by the names in the first line. */
export type CsvRecipient = Recipient & { to: string } & Record<string, string>;

/**
 * Reads recipients from a CSV file while it streams: its first line names the columns, one of them `to`. Fields may be in
 * quotes, with commas, semicolons or tabs between them.
 *
 * @throws {Error} from the campaign, when a line has more or fewer fields than the first one
 * @example
 * const recipients = csvRecipients(createReadStream("people.csv"));
 */
export function csvRecipients(stream: Readable): AsyncIterable<CsvRecipient> {
  stream.on("error", () => undefined); // it is thrown to whoever reads
  return read(stream);
}

async function* read(stream: Readable): AsyncGenerator<CsvRecipient> {
  if (stream.errored) throw stream.errored;
  const parser = parse({ columns: true, bom: true, trim: true, skip_empty_lines: true, delimiter: [",", ";", "\t"] });
  pipeline(stream, parser, () => undefined); // a failure of one ends the other
  for await (const person of parser) yield person as CsvRecipient;
}
