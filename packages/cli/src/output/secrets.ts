/** What is never shown: tokens and secrets that a command was given. */
export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a secret; one of a few characters could not be told from other text. */
  add(secret: string | undefined): void {
    if (secret !== undefined && secret.length >= shortest) {
      this.#known.add(secret);
      this.#known.add(encodeURIComponent(secret));
      this.#known.add(JSON.stringify(secret).slice(1, -1));
    }
  }

  /** The text without the secrets. */
  hide(text: string): string {
    let hidden = text;
    for (const secret of [...this.#known].toSorted((one, other) => other.length - one.length))
      hidden = hidden.replaceAll(secret, "[hidden]");
    return hidden;
  }
}

const shortest = 6;
