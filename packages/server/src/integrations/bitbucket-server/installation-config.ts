import { X509Certificate } from "node:crypto";
import { BitbucketServerAPIPath } from "@sentry-bitbucket-server/bitbucket-client";
import { z } from "zod";
import { problemOfPrivateKey } from "./private-key.ts";

/** How Bitbucket is reached, and with what: one of two kinds of credentials. */
export interface InstallationConfig {
  address: { baseUrl: string; verifySsl: boolean; caCertificate?: string };
  credentials:
    | { accessToken: string }
    /** Without a private key the pair made by us is meant. */
    | { consumerKey: string; privateKey: string | undefined };
}

/** Begins as Sentry's. */
const NO_URL = "Enter a valid URL, with http:// or https://";
const REQUIRED = "This field is required.";
const text = () => z.string(REQUIRED).trim().min(1, REQUIRED);
const optionalText = () => z.string("Not a valid string.").trim().optional();

const configSchema = z.object({
  url: text().max(2_000, "Enter a URL of at most 2,000 characters.").transform(parseBaseUrl),
  verifySsl: z.boolean("Must be a valid boolean.").default(true),
  caCertificate: optionalText().transform(checkCertificate),
  consumerKey: optionalText().refine((key) => (key ?? "").length <= 200, {
    error: "Consumer key is limited to 200 characters.",
  }),
  privateKey: optionalText().transform(checkPrivateKey),
  accessToken: optionalText().refine((token) => /^[!-~]*$/.test(token ?? ""), {
    error: "An access token has no blanks and no special letters. Copy it once more.",
  }),
});

type Fields = Record<string, string[]>;

/** Checks what a client sends for the step; an empty field counts as absent. */
export function parseInstallationConfig(
  input: unknown,
): { config: InstallationConfig } | { fields: Fields } {
  const { success, data, error } = configSchema.safeParse(input);
  if (!success) return { fields: toFields(error) };
  const { url: baseUrl, verifySsl, caCertificate, accessToken, consumerKey, privateKey } = data;
  const address = { baseUrl, verifySsl, caCertificate };
  if (accessToken) {
    const both = "Give either an access token or a consumer key, not both.";
    if (consumerKey || privateKey) return { fields: { accessToken: [both] } };
    return { config: { address, credentials: { accessToken } } };
  }
  if (!consumerKey) return { fields: missingCredentials(input, privateKey) };
  return { config: { address, credentials: { consumerKey, privateKey } } };
}

const addressSchema = configSchema.pick({
  url: true,
  verifySsl: true,
  caCertificate: true,
  accessToken: true,
});

/** The same of an address that is only looked at, with a token or without. */
export function parseAddress(
  input: unknown,
):
  | { address: InstallationConfig["address"]; accessToken: string | undefined }
  | { fields: Fields } {
  const { success, data, error } = addressSchema.safeParse(input);
  if (!success) return { fields: toFields(error) };
  const { url: baseUrl, verifySsl, caCertificate, accessToken } = data;
  return {
    address: { baseUrl, verifySsl, caCertificate },
    accessToken: accessToken || undefined,
  };
}

/** A form that was sent with its field for the token empty speaks of the token. */
function missingCredentials(input: unknown, privateKey: string | undefined): Fields {
  const meantToken = z.object({ accessToken: z.string() }).safeParse(input).success && !privateKey;
  if (!meantToken) return { consumerKey: [REQUIRED] };
  return { accessToken: ["The access token is empty. Give one, or a consumer key instead."] };
}

function toFields(error: z.ZodError): Fields {
  const fields: Fields = {};
  for (const { path, message } of error.issues) {
    (fields[path[0]?.toString() ?? "detail"] ??= []).push(message);
  }
  return fields;
}

type Context = z.core.$RefinementCtx;

/** Any host will do, also one without a dot or with a private address: it is ours to reach. */
function parseBaseUrl(url: string, context: Context): string {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) return refuse(context, NO_URL);
  try {
    return new BitbucketServerAPIPath(url).baseUrl;
  } catch (error) {
    return refuse(context, error instanceof Error ? error.message : NO_URL);
  }
}

function checkPrivateKey(pem: string | undefined, context: Context): string | undefined {
  const problem = pem ? problemOfPrivateKey(pem) : undefined;
  return problem === undefined ? pem || undefined : refuse(context, problem);
}

function checkCertificate(pem: string | undefined, context: Context): string | undefined {
  if (!pem) return undefined;
  try {
    // Reads the first of several, which is enough to tell a certificate from something else.
    void new X509Certificate(pem);
    return pem;
  } catch {
    return refuse(context, "Give the certificate in PEM, from -----BEGIN CERTIFICATE----- on.");
  }
}

function refuse(context: Context, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
