import changelog from "@changesets/cli/changelog";

/** As changesets writes it, with the dependencies that moved named once, not once for each of their changes. */
export default {
  getReleaseLine: changelog.getReleaseLine,
  async getDependencyReleaseLine(_changesets, dependencies) {
    if (dependencies.length === 0) return "";
    return ["- Updated dependencies", ...dependencies.map(({ name, newVersion }) => `  - ${name}@${newVersion}`)].join(
      "\n",
    );
  },
};
