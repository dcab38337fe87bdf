/** What an expression can speak of. */
export interface Scope {
  readonly data: Values;
  readonly form: Values;
  /** Screens that were seen, by their ids. */
  readonly screens: Readonly<Record<string, { readonly data: Values; readonly form: Values }>>;
}

export type Values = Readonly<Record<string, unknown>>;

type Token =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "reference"; readonly path: readonly string[] }
  | { readonly kind: "sign"; readonly sign: string };

const deepest = 50; // parentheses and negations within each other
const longest = 10_000; // characters

const tokens =
  /\s*(?:\$\{([\w.-]+)\}|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|(true|false)\b|(\|\||&&|[=!<>]=|[<>!()+\-*/%]))/y;
const reference = /^\$\{([\w.-]+)\}$/;

/**
 * The value of an expression, such as `${form.age} >= 18`. It is parsed, never run as code.
 *
 * @throws SyntaxError if it is not one
 */
export function evaluate(text: string, scope: Scope): unknown {
  const list = tokensOf(text);
  let place = 0;
  let depth = 0;

  function sign(...signs: readonly string[]): string | undefined {
    const token = list[place];
    if (token?.kind !== "sign" || !signs.includes(token.sign)) return undefined;
    place++;
    return token.sign;
  }

  function either(): unknown {
    let value = both();
    while (sign("||")) {
      const other = both();
      value = isTrue(value) || isTrue(other);
    }
    return value;
  }

  function both(): unknown {
    let value = compared();
    while (sign("&&")) {
      const other = compared();
      value = isTrue(value) && isTrue(other);
    }
    return value;
  }

  function compared(): unknown {
    let value = joined();
    for (let found = sign(...comparisons); found; found = sign(...comparisons)) value = compare(found, value, joined());
    return value;
  }

  /** Values that stand side by side are one text. */
  function joined(): unknown {
    let value = sum();
    while (startsValue(list[place])) value = `${textOf(value)}${textOf(sum())}`;
    return value;
  }

  function sum(): unknown {
    let value = product();
    for (let found = sign("+", "-"); found; found = sign("+", "-")) value = calculate(found, value, product());
    return value;
  }

  function product(): unknown {
    let value = single();
    for (let found = sign("*", "/", "%"); found; found = sign("*", "/", "%")) value = calculate(found, value, single());
    return value;
  }

  function single(): unknown {
    if (++depth > deepest) throw new SyntaxError("it is nested too deeply");
    try {
      if (sign("!")) return !isTrue(single());
      if (sign("-")) return calculate("-", 0, single());
      if (sign("(")) {
        const value = either();
        if (!sign(")")) throw new SyntaxError("a parenthesis is not closed");
        return value;
      }
      const token = list[place++];
      if (token?.kind === "value") return token.value;
      if (token?.kind === "reference") return lookUp(token.path, scope);
      throw new SyntaxError("a value is missing");
    } finally {
      depth--;
    }
  }

  const value = either();
  if (place < list.length) throw new SyntaxError("there is too much at its end");
  return value;
}

const comparisons = ["==", "!=", "<=", ">=", "<", ">"];

function tokensOf(text: string): Token[] {
  if (text.length > longest) throw new SyntaxError("it is too long");
  const list: Token[] = [];
  const end = text.trimEnd().length;
  for (let place = 0; place < end; place = tokens.lastIndex) {
    tokens.lastIndex = place;
    const [whole, path, quoted, digits, word, found] = tokens.exec(text) ?? [];
    if (whole === undefined) throw new SyntaxError(`it has ${text.slice(place, place + 20).trim()}`);
    if (path !== undefined) list.push({ kind: "reference", path: path.split(".") });
    else if (quoted !== undefined) list.push({ kind: "value", value: quoted.replaceAll(/\\(.)/g, "$1") });
    else if (digits !== undefined) list.push({ kind: "value", value: Number(digits) });
    else if (word !== undefined) list.push({ kind: "value", value: word === "true" });
    else if (found !== undefined) list.push({ kind: "sign", sign: found });
  }
  return list;
}

function startsValue(token: Token | undefined): boolean {
  return token?.kind === "value" || token?.kind === "reference" || (token?.kind === "sign" && token.sign === "(");
}

/** A value with everything put in that it refers to. What cannot be read stays, and is named to `onProblem`. */
export function resolve(value: unknown, scope: Scope, onProblem: (text: string) => void = () => undefined): unknown {
  if (typeof value === "string") return resolveText(value, scope, onProblem);
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, scope, onProblem));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    // an action is put together when it happens
    Object.entries(value).map(([name, inner]) => [
      name,
      name.endsWith("-action") ? inner : resolve(inner, scope, onProblem),
    ]),
  );
}

function resolveText(text: string, scope: Scope, onProblem: (text: string) => void): unknown {
  const [, path] = reference.exec(text) ?? [];
  if (path !== undefined) return lookUp(path.split("."), scope);
  if (text.length < 2 || !text.startsWith("`") || !text.endsWith("`")) return text;
  try {
    return evaluate(text.slice(1, -1), scope);
  } catch (error) {
    onProblem(`Cannot read the expression ${text}: ${error instanceof Error ? error.message : String(error)}`);
    return text;
  }
}

function lookUp(path: readonly string[], { data, form, screens }: Scope): unknown {
  const [first, ...rest] = path;
  if (first === "data") return valueAt(data, rest);
  if (first === "form") return valueAt(form, rest);
  const [screen = "", part, ...names] = rest;
  if (first !== "screen" || !Object.hasOwn(screens, screen)) return undefined;
  return valueAt(part === "form" ? screens[screen]?.form : screens[screen]?.data, names);
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return valueAt(new Map<string, unknown>(Object.entries(value)).get(name), rest);
}

/** What is shown of a value within a text. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value));
}

function compare(sign: string, one: unknown, other: unknown): boolean {
  if (sign === "==") return isSame(one, other);
  if (sign === "!=") return !isSame(one, other);
  if (!isNumeric(one) || !isNumeric(other)) return false;
  const difference = Number(one) - Number(other);
  if (sign === "<") return difference < 0;
  if (sign === ">") return difference > 0;
  return sign === "<=" ? difference <= 0 : difference >= 0;
}

function isSame(one: unknown, other: unknown): boolean {
  if (isNumeric(one) && isNumeric(other)) return Number(one) === Number(other);
  return (one ?? "") === (other ?? "");
}

function calculate(sign: string, one: unknown, other: unknown): number {
  const [left, right] = [one, other].map((value) => (isNumeric(value) ? Number(value) : 0));
  if (left === undefined || right === undefined) return 0;
  switch (sign) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      if (right === 0) return 0; // as the platform does
      return sign === "/" ? left / right : left % right;
  }
}
