import { expect, test } from "vitest";
import { parseLinks } from "./parse-links.ts";

const link = (rel: string, results: boolean, cursor: string) =>
  `<http://localhost/api/0/x/?a=b%2Cc&cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;

test.each([
  [null, { previous: undefined, next: undefined }],
  [
    `${link("previous", false, "0:0:1")}, ${link("next", true, "5:7:0")}`,
    { previous: undefined, next: "5:7:0" },
  ],
  [
    `${link("previous", true, "9:1:1")}, ${link("next", true, "5:7:0")}`,
    { previous: "9:1:1", next: "5:7:0" },
  ],
])("of %s a page has the neighbours %o", (header, links) => {
  expect(parseLinks(header)).toEqual(links);
});
