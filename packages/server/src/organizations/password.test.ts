import { expect, test } from "vitest";
import { hashPassword, isPassword } from "./password.ts";

test("only the password that was hashed is the password", async () => {
  const hash = await hashPassword("correct horse");
  expect(await isPassword("correct horse", hash)).toBe(true);
  expect(await isPassword("Correct horse", hash)).toBe(false);
  expect(await isPassword("", hash)).toBe(false);
});

test("the same password has another hash each time", async () => {
  expect(await hashPassword("correct horse")).not.toBe(await hashPassword("correct horse"));
});

test("nobody has a password, and what is no hash is nobody's", async () => {
  expect(await isPassword("anything", undefined)).toBe(false);
  for (const hash of ["", "plain", "$argon2id$v=19$m=8,t=1,p=2$AAAA$AAAA"]) {
    expect(await isPassword(hash, hash)).toBe(false);
  }
});

test("without a user the comparison takes as long as with one", async () => {
  const hash = await hashPassword("correct horse");
  const timeOf = async (known: string | undefined) => {
    const started = process.cpuUsage();
    for (let n = 0; n < 3; n++) await isPassword("wrong", known);
    return process.cpuUsage(started).user;
  };
  const [known, unknown] = [await timeOf(hash), await timeOf(undefined)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});
