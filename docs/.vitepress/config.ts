import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformerTwoslash } from "@shikijs/vitepress-twoslash";
import ts from "typescript";
import llmstxt from "vitepress-plugin-llms";
import { defineConfig } from "vitepress";
import { mendCopies } from "../build/markdown-copies.ts";
import { byDomain, readOperations } from "../build/operations.ts";

/** As people have them in a new project. */
const compilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  strict: true,
};

const { homepage }: { homepage: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
);

/** Where the site is published below its host, and so at home too. */
const base = new URL(`${homepage}/`).pathname;

/** Pages load nothing from other hosts, and speak to none but a sandbox on the visitor's machine. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' http://127.0.0.1:* http://localhost:*",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const domains = byDomain(readOperations());

/** Pages of a part of the reference, as they were written for this build. */
function pagesOf(part: string) {
  const names = readdirSync(join(import.meta.dirname, "../reference", part)).map((file) => file.replace(/\.md$/, ""));
  const items = names.filter((name) => name !== "index").map((text) => ({ text, link: `/reference/${part}/${text}` }));
  return { text: part, items };
}

const referenceParts = [
  {
    text: "Reference",
    items: [
      { text: "Operations", link: "/reference/operations/" },
      { text: "Webhooks", link: "/reference/webhooks/" },
      { text: "Error codes", link: "/reference/errors/" },
      { text: "Commands", link: "/reference/commands/" },
      { text: "Packages", link: "/reference/packages/" },
    ],
  },
];

export default defineConfig({
  title: "openwaba",
  description:
    "Typed TypeScript clients for the WhatsApp Business Platform, webhooks, and the platform on your machine",
  base,
  cleanUrls: true,
  metaChunk: true, // what all pages share, 60 kB of titles and links, is loaded once
  srcExclude: ["api/**", "decisions/**", "releasing.md"],
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}icon.svg` }],
    ["meta", { "http-equiv": "Content-Security-Policy", content: policy }],
  ],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    codeTransformers: [
      // a program that is shown as a whole has marks for the pages that show a part of it
      { preprocess: (code) => code.replaceAll(/^ *\/\/ #(end)?region.*\n/gm, "") },
      // @ts-expect-error VitePress has an older Shiki, which takes the transformers of a newer one
      transformerTwoslash({ explicitTrigger: true, twoslashOptions: { compilerOptions } }),
    ],
    config(md) {
      const render = md.renderer.rules.code_inline;
      // a `{{1}}` in the text is a parameter of a template, nothing that Vue should fill in
      md.renderer.rules.code_inline = (tokens, index, ...rest) => {
        tokens[index]?.attrSet("v-pre", "");
        return render?.(tokens, index, ...rest) ?? "";
      };
    },
  },
  // the plugin is typed for a newer Vite than that of VitePress
  vite: { plugins: [llmstxt({ ignoreFiles: ["benchmarks.md"] }) as never] },
  buildEnd: ({ outDir }) => mendCopies(outDir, base),
  themeConfig: {
    nav: [
      { text: "Start", link: "/start/send" },
      { text: "Guides", link: "/guides/" },
      { text: "Reference", link: "/reference/operations/" },
    ],
    outline: [2, 3],
    notFound: { linkLabel: "Take me home" }, // as the link reads
    search: {
      provider: "local",
      options: {
        // types of parameters would hide the guides behind a hundred mentions of each word
        _render(source, environment, md) {
          const html = md.render(source, environment);
          const isOfDocument = /^reference\/(operations|webhooks)\//.test(environment.relativePath);
          return isOfDocument ? html.replace(/<h2 id="types"[^]*/, "") : html;
        },
      },
    },
    sidebar: {
      "/": [
        {
          text: "Start",
          items: [
            { text: "Send a message", link: "/start/send" },
            { text: "Receive one", link: "/start/receive" },
            { text: "Without an account", link: "/start/sandbox" },
            { text: "A bot that answers a button", link: "/start/bot" },
          ],
        },
        {
          text: "Messages",
          items: [
            { text: "All guides", link: "/guides/" },
            { text: "Every kind", link: "/guides/sending" },
            { text: "Templates", link: "/guides/templates" },
            { text: "Media", link: "/guides/media" },
            { text: "Receiving", link: "/guides/receiving" },
            { text: "Flows", link: "/guides/flows" },
            { text: "Groups and calls", link: "/guides/groups-and-calls" },
          ],
        },
        {
          text: "Running it",
          items: [
            { text: "On the command line", link: "/guides/cli" },
            { text: "Errors and retries", link: "/guides/errors" },
            { text: "Test with the sandbox", link: "/guides/testing" },
            { text: "Security", link: "/guides/security" },
            { text: "Tenants", link: "/guides/tenants" },
            { text: "Campaigns", link: "/guides/campaigns" },
            { text: "A hundred million a day", link: "/guides/campaigns-at-scale" },
            { text: "Embedded Signup", link: "/guides/signup" },
            { text: "Pre-verified numbers", link: "/guides/preverified-numbers" },
            { text: "Logs, numbers and spans", link: "/guides/observability" },
            { text: "Graph versions", link: "/guides/versions" },
            { text: "Bundles and runtimes", link: "/guides/bundles" },
            { text: "Benchmarks", link: "/benchmarks" },
          ],
        },
        {
          text: "Building it",
          items: [
            { text: "Regenerate, and add an API", link: "/guides/regenerating" },
            { text: "Fork for your own scope", link: "/guides/forking" },
          ],
        },
        {
          text: "Coming from",
          items: [
            { text: "whatsapp-api-js", link: "/coming-from/whatsapp-api-js" },
            { text: "meta-cloud-api", link: "/coming-from/meta-cloud-api" },
            { text: "@great-detail/whatsapp", link: "/coming-from/great-detail" },
            { text: "@kapso/whatsapp-cloud-api", link: "/coming-from/kapso" },
            { text: "Meta's SDKs", link: "/coming-from/meta-sdks" },
            { text: "pywa", link: "/coming-from/pywa" },
          ],
        },
      ],
      "/reference/": referenceParts,
      "/reference/webhooks/": [...referenceParts, pagesOf("webhooks")],
      "/reference/packages/": [...referenceParts, pagesOf("packages")],
      "/reference/commands/": [...referenceParts, pagesOf("commands")],
      ...Object.fromEntries(
        domains.map(([domain, own]) => [
          `/reference/operations/${domain}/`,
          [
            ...referenceParts,
            {
              text: domain,
              items: own.map(({ id }) => ({ text: id, link: `/reference/operations/${domain}/${id}` })),
            },
          ],
        ]),
      ),
    },
  },
});
