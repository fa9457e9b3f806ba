import { expect, it } from "vitest";
import { parseEventId } from "./event-id.ts";

it.each([
  ["9c6144d67c6e407db3c06cd5f7eb25af", "9c6144d67c6e407db3c06cd5f7eb25af"],
  ["9c6144d6-7c6e-407d-b3c0-6cd5f7eb25af", "9c6144d67c6e407db3c06cd5f7eb25af"],
  ["9C6144D67C6E407DB3C06CD5F7EB25AF", "9c6144d67c6e407db3c06cd5f7eb25af"],
  ["9c6144d67c6e407db3c06cd5f7eb25a", undefined],
  ["9c6144d67c6e407db3c06cd5f7eb25ag", undefined],
  ["-".repeat(100_000), undefined],
  [42, undefined],
  [null, undefined],
])("reads the event id %j as %j", (value, eventId) => {
  expect(parseEventId(value)).toBe(eventId);
});
