import { expect, test } from "vitest";
import { startClient } from "./start-client.ts";
import { startServer, type Reply } from "./start-server.ts";

test("at most four requests are under way at once", async () => {
  const waiting: PromiseWithResolvers<Reply>[] = [];
  let most = 0;
  await using server = await startServer(() => {
    const reply = Promise.withResolvers<Reply>();
    waiting.push(reply);
    most = Math.max(most, waiting.length);
    return reply.promise;
  });
  await using started = startClient(server.baseUrl);
  const calls = Promise.all(
    Array.from({ length: 9 }, () => started.client.getApplicationProperties()),
  );
  for (let answered = 0; answered < 9; answered++) {
    await expect.poll(() => waiting.length).toBe(Math.min(4, 9 - answered));
    waiting.shift()?.resolve({ body: { version: "9.4.0" } });
  }
  expect(await calls).toHaveLength(9);
  expect(most).toBe(4);
});

test("an answer is not read beyond its limit", async () => {
  const body = { version: "x".repeat(10_000) };
  await using server = await startServer(() => ({ body }));
  await using started = startClient(server.baseUrl, {}, { maxAnswerBytes: 9_999 });
  await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
    code: "bitbucket_answer_too_large",
    retryable: false,
    message: expect.stringContaining("larger than 9999 bytes"),
  });
  await using roomy = startClient(server.baseUrl, {}, { maxAnswerBytes: 20_000 });
  expect(await roomy.client.getApplicationProperties()).toEqual(body);
});

test("an answer that is not JSON is an unexpected one", async () => {
  await using server = await startServer(() => ({ body: "It works!" }));
  await using started = startClient(server.baseUrl);
  await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
    code: "bitbucket_unexpected_answer",
    message: expect.stringMatching(/is not JSON \(GET http.*application-properties\)/),
  });
});
