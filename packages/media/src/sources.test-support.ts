import { registerHooks } from "node:module";

/** For separate processes: later imports resolve to the sources of the packages, not to the last build. */
export function useSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const name = /^@openwaba\/([a-z-]+)$/.exec(specifier)?.[1];
      return next(name ? new URL(`../../${name}/src/index.ts`, import.meta.url).href : specifier, context);
    },
  });
}
