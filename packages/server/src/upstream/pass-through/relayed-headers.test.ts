import { expect, test } from "vitest";
import { fromUpstreamHeaders, toUpstreamHeaders } from "./relayed-headers.ts";

test("the upstream gets what the caller says of the message, and nothing that is between the two of us", () => {
  const message = {
    authorization: "Bearer caller's own",
    "content-type": "application/json",
    "content-length": "2",
    "user-agent": "sentry-cli/3.8.0",
    accept: "*/*",
  };
  const between = {
    host: "localhost:9000",
    cookie: "session=secret",
    origin: "http://localhost:9000",
    referer: "http://localhost:9000/",
    "x-requested-with": "fetch",
    "x-forwarded-for": "10.0.0.1",
    connection: "keep-alive, X-Hop",
    "x-hop": "1",
    "keep-alive": "timeout=5",
    te: "trailers",
    "transfer-encoding": "chunked",
    "proxy-authorization": "Basic c2VjcmV0",
    expect: "100-continue",
  };
  expect(toUpstreamHeaders({ ...message, ...between })).toEqual(message);
});

test("the caller gets what the upstream says of the message, and nothing for its own origin", () => {
  const message = {
    "content-type": "application/json",
    "content-encoding": "gzip",
    link: '<https://sentry.io/api/0/?cursor=1>; rel="next"; results="true"; cursor="1"',
    "x-sentry-rate-limit-remaining": "39",
  };
  const between = {
    "set-cookie": ["sentry-sc=1"],
    "strict-transport-security": "max-age=1",
    connection: "close",
    "transfer-encoding": "chunked",
  };
  expect(fromUpstreamHeaders({ ...message, ...between })).toEqual(message);
});
