import { expect, test } from "vitest";
import { isLinkLocal, refuseLinkLocalHost } from "./link-local.ts";

test.each([
  "169.254.169.254",
  "169.254.0.1",
  "fe80::1",
  "febf::1",
  "fd00:ec2::254",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1:a9fe:a9:fe00::",
  "2002:a9fe:a9fe::",
  "::a9fe:a9fe",
  "fd20:ce::254",
  "fd00:42::42",
  "100.100.100.200",
  "::ffff:100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
])("%s is of the link", (address) => {
  expect(isLinkLocal(address)).toBe(true);
});

test.each(["10.0.0.1", "192.168.1.1", "127.0.0.1", "169.253.1.1", "fd00::1", "::1", "bitbucket"])(
  "%s is not",
  (address) => {
    expect(isLinkLocal(address)).toBe(false);
  },
);

test.each([
  "http://169.254.169.254/latest",
  "http://[fe80::1]:7990/",
  "http://[::ffff:169.254.169.254]/",
  // As a URL, these are the same address.
  "http://2852039166/",
  "http://0xa9.0xfe.0xa9.0xfe/",
])("the host of %s is refused without a look-up", (url) => {
  expect(() => refuseLinkLocalHost(url)).toThrow("is an address of the link");
});

test("a name is not refused before it is looked up", () => {
  expect(() => refuseLinkLocalHost("https://bitbucket.example.com/")).not.toThrow();
});
