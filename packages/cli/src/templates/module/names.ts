/** Words that cannot name a function, and what the module itself uses. */
const reserved = new Set(
  `arguments await break case catch class client components const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in input instanceof interface let messages new null
  options package present private protected public return sendTemplate static super switch text this throw true try
  typeof undefined var void while with yield`.split(/\s+/),
);

/** Words of a text in camel case: `changeAddress` of `Change address!`; empty if there are no letters or digits. */
export function wordsOf(text: string): string {
  const words = text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, index) => (index === 0 ? word.toLowerCase() : capitalize(word.toLowerCase()))).join("");
}

/** A free name of a function for a template: `orderShipped` of `order_shipped`. */
export function functionName(template: string, used: Set<string>): string {
  const words = wordsOf(template.replaceAll(/[^A-Za-z0-9]+/g, "_")) || "template";
  const safe = /^\d/.test(words) ? `_${words}` : reserved.has(words) ? `${words}Template` : words;
  let name = safe;
  for (let count = 2; used.has(name); count++) name = `${safe}_${count}`;
  used.add(name);
  return name;
}

export function capitalize(word: string): string {
  const [first = ""] = word;
  return first.toUpperCase() + word.slice(first.length);
}

/** A string as it stands in code, whatever is in it. */
export function quote(text: string): string {
  const json = JSON.stringify(text).replaceAll(/\/\/(?=[#@])/g, "/\\/"); // no tool takes it for a source map
  return json.replaceAll(/[\u007F-\uFFFF]/g, (character) =>
    /[\p{L}\p{N}]/u.test(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A name of a property as it stands in code. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** How a property is read. */
export function access(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${quote(name)}]`;
}
