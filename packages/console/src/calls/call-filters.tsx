import { calls } from "../control/store.ts";
import { SearchField } from "../parts/search-field.tsx";
import type { CallFilter } from "./filter-calls.ts";

interface CallFiltersProps {
  readonly filter: CallFilter;
  readonly onChange: (filter: CallFilter) => void;
}

/** Chooses which calls the list shows. */
export function CallFilters({ filter, onChange }: CallFiltersProps) {
  const called = calls.value.flatMap(({ operation }) => operation ?? []);
  const operations = [...new Set([...called, ...(filter.operation === "" ? [] : [filter.operation])])].toSorted();
  const select = (name: keyof CallFilter, label: string, choices: readonly (readonly [string, string])[]) => (
    <select
      aria-label={label}
      value={filter[name]}
      onChange={({ currentTarget }) => onChange({ ...filter, [name]: currentTarget.value })}
    >
      {choices.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <SearchField
        label="Search calls"
        value={{
          get value() {
            return filter.word;
          },
          set value(word) {
            onChange({ ...filter, word });
          },
        }}
      />
      <div class="call-filters">
        {select("show", "Outcome", [
          ["", "Any outcome"],
          ["wrong", "Anything wrong"],
          ["errors", "Errors"],
          ["warnings", "Warnings"],
        ])}
        {select("method", "Method", [
          ["", "Any method"],
          ["GET", "GET"],
          ["POST", "POST"],
          ["DELETE", "DELETE"],
        ])}
        {select("operation", "Operation", [
          ["", "Any operation"],
          ...operations.map((operation) => [operation, operation] as const),
        ])}
        {select("items", "Items of batches", [
          ["", "Batch items too"],
          ["without", "No batch items"],
          ["only", "Batch items only"],
        ])}
      </div>
    </>
  );
}
