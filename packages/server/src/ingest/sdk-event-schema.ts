import { z } from "zod";
import { isStorableText } from "../db/is-storable-text.ts";
import { validateReleaseVersion } from "../releases/release-version.ts";
import { boundText } from "./bound-json.ts";

/** At most this many frames of a stack, those nearest to the crash. */
const MAX_FRAMES = 250;
const MAX_EXCEPTIONS = 50;

const anything = z.unknown().optional();

/** Text, cut to `max` characters. Anything else counts as absent, here and below: SDKs are many and old. */
function text(max: number) {
  return anything.transform((value) =>
    typeof value === "string" ? boundText(value, max) || undefined : undefined,
  );
}

/** Text, or what SDKs send in its place: a number or a yes or no. */
function scalar(max: number) {
  return anything.transform((value) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? boundText(String(value), max) || undefined
      : undefined,
  );
}

const yesOrNo = anything.transform((value) => (typeof value === "boolean" ? value : undefined));

/** Text that is dropped, not cut, when it is no valid name. */
function name(isValid: (value: string) => boolean) {
  return z
    .string()
    .trim()
    .refine((value) => isStorableText(value) && isValid(value))
    .optional()
    .catch(undefined);
}

/** The last `max` entries that can be read, of a list, or of the `values` of an object, or of a lone object. */
function listOf<T extends z.ZodType>(entry: T, max: number) {
  return anything.transform((value): z.output<T>[] =>
    toList(value)
      .slice(-max)
      .flatMap((one) => {
        const parsed = entry.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
  );
}

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  return "values" in value && Array.isArray(value.values) ? value.values : [value];
}

const place = anything.transform((value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 2_147_483_647
    ? Number(value)
    : undefined,
);
const lines = anything.transform((value) =>
  toList(value)
    .slice(-5)
    .flatMap((line) => (typeof line === "string" ? [boundText(line, 256)] : [])),
);

const frame = z.object({
  filename: text(512),
  abs_path: text(512),
  module: text(256),
  function: text(256),
  lineno: place,
  colno: place,
  in_app: yesOrNo,
  pre_context: lines,
  context_line: text(256),
  post_context: lines,
});

const mechanism = z
  .object({
    type: text(128),
    handled: yesOrNo,
    synthetic: yesOrNo,
  })
  .optional()
  .catch(undefined);

const exception = z.object({
  type: text(128),
  value: scalar(8_192),
  module: text(256),
  mechanism,
  stacktrace: z
    .object({ frames: listOf(frame, MAX_FRAMES) })
    .optional()
    .catch(undefined),
});

const logEntry = z.object({ message: text(8_192), formatted: text(8_192), params: anything });

const user = z
  .object({ id: scalar(128), email: text(128), username: scalar(128), ip_address: text(64) })
  .optional()
  .catch(undefined);

const sdk = z
  .object({ name: text(128), version: text(64) })
  .optional()
  .catch(undefined);

/** Its first 32 parts. */
const fingerprint = z
  .array(z.unknown())
  .transform((parts) => parts.slice(0, 32))
  .pipe(z.array(scalar(256)))
  .transform((parts) => parts.filter((part) => part !== undefined))
  .optional()
  .catch(undefined);

/**
 * An event as SDKs send it (https://develop.sentry.dev/sdk/data-model/event-payloads/), read with patience: any
 * part that is not as documented is absent, and nothing but "this is no JSON object" is an error.
 */
export const sdkEventSchema = z.object({
  event_id: anything,
  timestamp: anything,
  platform: text(64),
  level: anything,
  release: name((value) => validateReleaseVersion(value) === undefined),
  environment: name((value) => /^[^\r\n\f/]{1,64}$/.test(value)),
  dist: name((value) => /^[\w.-]{1,64}$/.test(value)),
  server_name: text(200),
  transaction: text(200),
  logger: text(64),
  message: z.union([z.string(), logEntry]).optional().catch(undefined),
  logentry: logEntry.optional().catch(undefined),
  exception: listOf(exception, MAX_EXCEPTIONS),
  fingerprint,
  tags: anything,
  user,
  sdk,
  request: anything,
  contexts: anything,
  extra: anything,
  breadcrumbs: anything,
});

export type SdkEvent = z.output<typeof sdkEventSchema>;
export type SdkException = SdkEvent["exception"][number];
export type SdkFrame = z.output<typeof frame>;
