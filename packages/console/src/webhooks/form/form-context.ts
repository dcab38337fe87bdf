import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Path } from "./paths.ts";
import type { SchemaRoot } from "./shapes.ts";

/** What all fields of a form share. */
interface Form {
  /** What references begin at. */
  readonly root: SchemaRoot;
  /** What is wrong with the value at a path. */
  problemsAt(path: Path): readonly string[];
  write(path: Path, value: unknown): void;
  remove(path: Path): void;
}

export const FormContext = createContext<Form | undefined>(undefined);

/** @throws Error outside of a form */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("a field is part of a form");
  return form;
}
