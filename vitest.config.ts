import { defineConfig } from "vitest/config";

/** What is about one store alone. */
const OF_SQLITE = [
  "packages/server/src/db/{back-up,foreign-keys,migrate,sqlite-dialect}.test.ts",
  "packages/server/src/commands/**",
];

export default defineConfig({
  test: {
    globalSetup: ["packages/server/test/tally-answers.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests wait for servers and disks: one more than the two cores that they have to do with.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          include: [
            "rules.test.ts",
            "packages/*/{src,test}/**/*.test.ts",
            "e2e/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["packages/server/{src,test}/**/*.test.ts", "e2e/operate/**/*.test.ts"],
          exclude: OF_SQLITE,
          globalSetup: ["packages/server/test/postgres-for-tests.ts"],
        },
      },
    ],
  },
});
