declare const packageVersion: string | undefined;

/** Filled in by the build; sources that run by themselves have none. */
export const version = typeof packageVersion === "string" ? packageVersion : "0.0.0-source";
