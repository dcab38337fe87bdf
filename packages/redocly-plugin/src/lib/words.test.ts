import { describe, expect, it } from "vitest";
import { wordsOf } from "./words.ts";

describe("wordsOf()", () => {
  it("returns none for fillers and signs alone", () => {
    for (const text of ["", " – ", "The value of it", "This is one of the fields."]) expect(wordsOf(text)).toEqual([]);
  });

  it("splits names in every spelling", () => {
    for (const name of ["phone_number_id", "phoneNumberId", "PhoneNumberID", "phone-number.id", "/{phone_number_id}"]) {
      expect(wordsOf(name)).toEqual(["phone", "number", "id"]);
    }
  });

  it("accepts plural and singular as equal, and identifier as id", () => {
    const words = wordsOf("The unique identifiers of categories, addresses, statuses, boxes, licenses and phones");
    expect(words).toEqual(["id", "category", "address", "status", "box", "license", "phone"]);
    expect(wordsOf("id, category, address, status, box, license, phone")).toEqual(words);
  });

  it("reads other scripts", () => {
    expect(wordsOf("Größe der Datei")).toEqual(["größe", "der", "datei"]);
  });
});
