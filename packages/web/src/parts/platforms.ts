/** What an application can be written in: of each there is an SDK, and a snippet that begins with it. */
export const platforms = [
  { value: "javascript", label: "Browser JavaScript" },
  { value: "node", label: "Node.js" },
  { value: "python", label: "Python" },
  { value: "java", label: "Java" },
  { value: "csharp", label: ".NET" },
  { value: "go", label: "Go" },
  { value: "php", label: "PHP" },
  { value: "ruby", label: "Ruby" },
] as const;

export type Platform = (typeof platforms)[number]["value"];

/** The least that an application needs to report to a DSN. */
export interface Snippet {
  /** Typed into a terminal, or a line of the build. */
  install: string;
  code: string;
}

/** @see https://docs.sentry.io/platforms/ */
export function snippetFor(platform: Platform, dsn: string): Snippet {
  const text = JSON.stringify(dsn);
  switch (platform) {
    case "javascript":
      return {
        install: "npm install @sentry/browser",
        code: `import * as Sentry from "@sentry/browser";\n\nSentry.init({ dsn: ${text} });`,
      };
    case "node":
      return {
        install: "npm install @sentry/node",
        code: `// Before everything else is imported.\nimport * as Sentry from "@sentry/node";\n\nSentry.init({ dsn: ${text} });`,
      };
    case "python":
      return {
        install: "pip install sentry-sdk",
        code: `import sentry_sdk\n\nsentry_sdk.init(dsn=${text})`,
      };
    case "java":
      return {
        install: `implementation("io.sentry:sentry:8.+") // in build.gradle.kts`,
        code: `import io.sentry.Sentry;\n\nSentry.init(options -> options.setDsn(${text}));`,
      };
    case "csharp":
      return {
        install: "dotnet add package Sentry",
        code: `using Sentry;\n\nusing var _ = SentrySdk.Init(options => options.Dsn = ${text});`,
      };
    case "go":
      return {
        install: "go get github.com/getsentry/sentry-go",
        code: `err := sentry.Init(sentry.ClientOptions{Dsn: ${text}})\nif err != nil {\n\tlog.Fatal(err)\n}\ndefer sentry.Flush(2 * time.Second)`,
      };
    case "php":
      return {
        install: "composer require sentry/sentry",
        code: `\\Sentry\\init(['dsn' => ${text}]);`,
      };
    case "ruby":
      return {
        install: "bundle add sentry-ruby",
        code: `require "sentry-ruby"\n\nSentry.init { |config| config.dsn = ${text} }`,
      };
  }
}
