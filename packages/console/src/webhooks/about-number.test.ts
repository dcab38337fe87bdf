import { expect, test } from "vitest";
import { aboutNumber } from "./about-number.ts";

const number = { id: "108110225544002", displayPhoneNumber: "+44 20 7946 0123" };

test("a value names the number where it named one, in the same order", () => {
  const value = {
    display_phone_number: "1",
    metadata: { display_phone_number: "1", phone_number_id: "2" },
    phone_number_settings: { phone_number_id: "2", calling: null },
    event: "a",
  };
  expect(JSON.stringify(aboutNumber(value, number))).toBe(
    JSON.stringify({
      display_phone_number: "442079460123",
      metadata: { display_phone_number: "442079460123", phone_number_id: number.id },
      phone_number_settings: { phone_number_id: number.id, calling: null },
      event: "a",
    }),
  );
});

test.each([[{ event: "a" }], [[]], [null], ["text"]])("%j names none, and stays as it is", (value) => {
  expect(aboutNumber(value, number)).toEqual(value);
});
