import type { Oas3Rule } from "@redocly/openapi-core";

const isSnakeCase = (name: string) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name);

/** Path parameters are snake_case in the path template and in their definition. */
export const pathParametersSnakeCase: Oas3Rule = () => ({
  Paths: {
    PathItem(_pathItem, { key, rawLocation, report }) {
      for (const [, name = ""] of String(key).matchAll(/\{([^}]*)\}/g)) {
        if (isSnakeCase(name)) continue;
        report({ message: `Write the path parameter {${name}} in snake_case: ${key}`, location: rawLocation.key() });
      }
    },
  },
  Parameter(parameter, { location, report }) {
    if (parameter.in !== "path" || isSnakeCase(String(parameter.name))) return;
    report({
      message: `Write the name of the path parameter ${parameter.name} in snake_case`,
      location: location.child("name"),
    });
  },
});
