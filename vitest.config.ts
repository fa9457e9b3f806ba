import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "rules.test.ts",
      "packages/*/{src,test}/**/*.test.ts",
      "e2e/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    globalSetup: ["packages/server/test/tally-answers.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
