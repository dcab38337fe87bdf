/**
 * A file that somebody attached in a flow, as `complete` sends it to the chat: `downloadMedia` of `@openwaba/media` fetches
 * it by its id, as that of any message. An endpoint gets `FlowMedia` instead.
 */
export interface FlowResponseMedia {
  id: string;
  mime_type: string;
  /** SHA-256 of the file. */
  sha256: string;
  /** A name that a phone chose: never use it as a path. */
  file_name: string;
}
