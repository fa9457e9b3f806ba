import { createVerify } from "node:crypto";
import { NonceMemory } from "./nonce-memory.ts";
import { OAuthProblem } from "./oauth-problem.ts";
import type { OAuthRequest } from "./oauth-request.ts";
import { signatureBaseString } from "./signature-base-string.ts";

/** How far a client's clock may be off, either way. */
const TIMESTAMP_WINDOW = 5 * 60_000;

const PROTOCOL_PARAMETERS = [
  "oauth_consumer_key",
  "oauth_signature_method",
  "oauth_signature",
  "oauth_timestamp",
  "oauth_nonce",
] as const;

/** Checks that a request was signed by a consumer, now, and for the first time. */
export class RequestVerifier {
  /** A timestamp may lie one window ahead when it first comes and is accepted until one window after. */
  readonly #nonces = new NonceMemory(2 * TIMESTAMP_WINDOW);

  /**
   * Checks what needs no knowledge of consumer or token; to be called before anything is looked up.
   * @throws OAuthProblem `parameter_absent`, `parameter_rejected`, `version_rejected`, `signature_method_rejected`
   */
  checkParameters(request: OAuthRequest, alsoRequired: string[] = []): void {
    request.requireAll([...PROTOCOL_PARAMETERS, ...alsoRequired]);
    refuseRepeated(request);
    const version = request.get("oauth_version") ?? "1.0";
    if (version !== "1.0")
      throw new OAuthProblem("version_rejected", [["oauth_acceptable_versions", "1.0-1.0"]]);
    if (request.get("oauth_signature_method") !== "RSA-SHA1")
      throw new OAuthProblem("signature_method_rejected", [
        ["oauth_acceptable_signature_methods", "RSA-SHA1"],
      ]);
  }

  /**
   * Checks signature, timestamp and nonce, in this order: only a genuine request uses its nonce up.
   * @throws OAuthProblem `signature_invalid`, `timestamp_refused`, `nonce_used`, `parameter_rejected`
   */
  verify(request: OAuthRequest, publicKey: string, now: number): void {
    checkSignature(request, publicKey);
    checkTimestamp(request.require("oauth_timestamp"), now);
    const identity = ["oauth_consumer_key", "oauth_token", "oauth_timestamp", "oauth_nonce"];
    const nonce = JSON.stringify(identity.map((name) => request.get(name)));
    if (!this.#nonces.remember(nonce, now)) throw new OAuthProblem("nonce_used");
  }
}

/** RFC 5849 3.2: a server must refuse a protocol parameter that comes twice. */
function refuseRepeated(request: OAuthRequest): void {
  const names = request.parameters
    .map(([name]) => name)
    .filter((name) => name.startsWith("oauth_"));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0)
    throw new OAuthProblem("parameter_rejected", [
      ["oauth_parameters_rejected", [...new Set(repeated)].join("&")],
    ]);
}

/** The refusal carries the text that was expected to be signed, which tells a client what differs. */
function checkSignature(request: OAuthRequest, publicKey: string): void {
  const signature = request.require("oauth_signature");
  const baseString = signatureBaseString(request);
  const verifier = createVerify("RSA-SHA1").update(baseString);
  if (!verifier.verify(publicKey, signature, "base64"))
    throw new OAuthProblem("signature_invalid", [
      ["oauth_signature", signature],
      ["oauth_signature_base_string", baseString],
      ["oauth_signature_method", "RSA-SHA1"],
    ]);
}

function checkTimestamp(text: string, now: number): void {
  if (!/^\d{1,12}$/.test(text))
    throw new OAuthProblem("parameter_rejected", [
      ["oauth_parameters_rejected", "oauth_timestamp"],
    ]);
  const [earliest, latest] = [now - TIMESTAMP_WINDOW, now + TIMESTAMP_WINDOW].map((time) =>
    Math.floor(time / 1000),
  ) as [number, number];
  if (Number(text) < earliest || Number(text) > latest)
    throw new OAuthProblem("timestamp_refused", [
      ["oauth_acceptable_timestamps", `${earliest}-${latest}`],
    ]);
}
