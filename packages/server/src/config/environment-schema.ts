import { isIP } from "node:net";
import { z } from "zod";
import { parseUpstreamUrl } from "../upstream/client/base-url.ts";

const proxySchema = z
  .string()
  .regex(/^(https?:\/\/)?[^\s/]+:\d+\/?$/, "must be a proxy such as http://proxy.example.com:3128");

const days = z.coerce
  .number("must be a number of days")
  .int("must be a whole number of days")
  .min(1, "must be from 1 to 36500 days")
  .max(36_500, "must be from 1 to 36500 days");

const ADDRESSES_RULE = "must be addresses, or ranges such as 10.0.0.0/8, with commas between";

const addresses = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every(isRange), ADDRESSES_RULE);

function isRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  // All addresses there are would trust whoever calls.
  return (
    bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

const variables = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number("must be a port number")
    .int("must be a whole number")
    .min(0, "must be from 0 to 65535")
    .max(65_535, "must be from 0 to 65535")
    .default(9000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be a URL such as https://sentry.example.com" })
    .refine((url) => !URL.parse(url)?.username, "must not hold a user or password")
    .optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "must be a URL such as postgres://user:password@host:5432/name",
    })
    .optional(),
  SECRET_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  NEW_SECRET_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  ORGANIZATION: z
    .string()
    .regex(/^(?!\d+$)[a-z0-9_-]{1,50}$/, "must be a slug such as acme: a-z, 0-9, _ and -")
    .default("sentry"),
  ADMIN_EMAIL: z
    .string()
    .includes("@", { error: "must be an e-mail address" })
    .default("admin@localhost"),
  ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  ADMIN_TOKEN: z.string().min(32, "must have at least 32 characters").optional(),
  RESOLVE_ON: z
    .enum(["default-branch", "any-branch", "release"], {
      error: "must be default-branch, any-branch or release",
    })
    .default("default-branch"),
  RECONCILE_INTERVAL: z.coerce
    .number("must be a number of seconds")
    .min(1, "must be from 1 to 86400 seconds")
    .max(86_400, "must be from 1 to 86400 seconds")
    .default(600),
  UPSTREAM_POLL_INTERVAL: z.coerce
    .number("must be a number of seconds")
    .min(1, "must be from 1 to 86400 seconds")
    .max(86_400, "must be from 1 to 86400 seconds")
    .default(60),
  DELIVERY_RETENTION_DAYS: days.default(30),
  EVENT_RETENTION_DAYS: days.default(90),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
  SENTRY_URL: z
    .string()
    .refine((url) => parseUpstreamUrl(url) !== undefined, {
      error: "must be the URL of a Sentry such as https://sentry.io",
    })
    .default("https://sentry.io"),
  SENTRY_ORG: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/, "must be the slug of an organization there")
    .optional(),
  SENTRY_AUTH_TOKEN: z
    .string()
    .regex(/^[!-~]+$/, "must be a token, without blanks")
    .optional(),
  HTTP_PROXY: proxySchema.optional(),
  HTTPS_PROXY: proxySchema.optional(),
  NO_PROXY: z.string().optional(),
  ALLOW_LINK_LOCAL: z.enum(["true", "false"], { error: "must be true or false" }).optional(),
  TRUSTED_PROXIES: addresses.default([]),
});

/** The variables that the service reads, as text, with the sentences for what is wrong with them. */
export const environmentSchema = variables.superRefine((env, context) => {
  for (const [name, other] of [
    ["SENTRY_ORG", "SENTRY_AUTH_TOKEN"],
    ["SENTRY_AUTH_TOKEN", "SENTRY_ORG"],
  ] as const) {
    if (env[name] !== undefined || env[other] === undefined) continue;
    const message = `must be set, since ${other} is: both name the Sentry to relay to`;
    context.addIssue({ code: "custom", path: [name], message });
  }
});
