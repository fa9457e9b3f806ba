import type { FastifyInstance } from "fastify";

// 2024-11-13, near the release of 9.4.
const buildDate = 1_731_456_000_000;

/** `GET /application-properties`: open to anybody; every value is text. */
export function registerApplicationProperties(app: FastifyInstance, version: string): void {
  const [major = "0", minor = "0", patch = "0"] = version.split(".");
  const buildNumber = `${major}${minor.padStart(3, "0")}${patch.padStart(3, "0")}`;
  app.get("/application-properties", async () => ({
    version,
    buildNumber,
    buildDate: String(buildDate),
    displayName: "Bitbucket",
  }));
}
