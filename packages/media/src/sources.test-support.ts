import { registerHooks } from "node:module";

/** For processes of their own: what they import later comes from the sources of the packages, not from what was last built. */
export function useSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const name = /^@openwaba\/([a-z-]+)$/.exec(specifier)?.[1];
      return next(name ? new URL(`../../${name}/src/index.ts`, import.meta.url).href : specifier, context);
    },
  });
}
