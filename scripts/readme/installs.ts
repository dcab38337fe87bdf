import { isBuiltin } from "node:module";

const blocks = /^```(\w*)\n(.*?)^```$/gms;
const installs = /\bnpm install\s+([^\n`#]+)/g;
const imports = /\bfrom\s+"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"|\brequire\("([^"]+)"\)/g;

/** Packages that code of a README imports before an `npm install` in it names them. */
export function missingInstalls(readme: string): string[] {
  const installed = [...readme.matchAll(installs)].flatMap(({ 1: words = "", index }) =>
    words.split(/\s+/).map((word) => ({ name: packageOf(word.replace(/(?<=.)@.*$/, "")), index })),
  );
  const missing = [...readme.matchAll(blocks)]
    .filter(([, language = ""]) => /^[cm]?[jt]sx?$/.test(language))
    .flatMap(({ 2: code = "", index }) =>
      importsOf(code).filter((name) => !installed.some((one) => one.name === name && one.index < index)),
    );
  return [...new Set(missing)];
}

function importsOf(code: string): string[] {
  const specifiers = [...code.matchAll(imports)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");
  return specifiers.filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier)).map(packageOf);
}

/** `@openwaba/media/node` belongs to the package `@openwaba/media`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
