import { readFile } from "node:fs/promises";

export interface Person {
  number: string;
  firstName: string;
  parcel: string;
}

/** People of a list in CSV: `+15550187204,Ada,HC-20931` in each line. */
export async function readPeople(file: string): Promise<Person[]> {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/).filter(Boolean);
  return lines.map((line) => {
    const [number = "", firstName = "", parcel = ""] = line.split(",").map((cell) => cell.trim());
    return { number, firstName, parcel };
  });
}

/** The numbers in a file, one in each line; none if there is no such file. */
export async function readNumbers(file: string): Promise<Set<string>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return new Set(text.split("\n").filter(Boolean));
}

/** People for a sandbox, with what lists have in real life: somebody twice, and something missing. */
export function inventPeople(count: number): Person[] {
  const names = ["Ada", "Ines", "Meera", "Tom", "Yusuf"];
  const people = Array.from({ length: count }, (_, index) => ({
    number: `+1555${String(1_000_000 + index)}`,
    firstName: names[index % names.length] ?? "",
    parcel: `HC-${20_000 + index}`,
  }));
  const [first] = people;
  if (first) people.push({ ...first, number: "+1 (555) 100-0000" }); // the first one again
  people.push({ number: "+15551999999", firstName: "Sam", parcel: "" });
  return people;
}
