import { ApiError } from "./api-error.ts";

/*
 * The one place where answers become sentences. The service words its errors itself, in Sentry's
 * shapes; what it cannot word, since it is not it that answers, is worded here.
 */

const WORDLESS: Readonly<Record<number, string>> = {
  401: "You are not logged in any more.",
  403: "Your role does not allow this. An owner of the organization can change it.",
  404: "This is not there, or not for you to see.",
  413: "This is more than the service takes at once.",
  502: "A proxy before the service cannot reach it. Try again in a moment.",
  503: "The service is busy or starting. Try again in a moment.",
  504: "The service took too long. Try again.",
};

/** What the service says, as Sentry does, of what it could name no better. */
const SAYS_NOTHING = "The requested resource does not exist";

/** `{"detail": …}`, `{"errors": {"__all__": […]}}`, `{"nonFieldErrors": […]}`, `{"data": {"detail": …}}` or `{"field": ["…"]}`. */
export function toApiError(status: number, body: unknown): ApiError {
  const given = isRecord(body) ? body : {};
  const { errors, data } = given;
  // An install that came to nothing tells it one level deeper.
  const detail = isRecord(data) ? data["detail"] : given["detail"];
  const ofAll = firstSentence(isRecord(errors) ? errors["__all__"] : given["nonFieldErrors"]);
  if (ofAll !== undefined) return new ApiError(status, ofAll);
  if (isRecord(detail) && typeof detail["message"] === "string") {
    const code = typeof detail["code"] === "string" ? detail["code"] : undefined;
    return new ApiError(status, detail["message"], { code });
  }
  if (status === 500) return new ApiError(status, wordInternal(given));
  if (typeof detail === "string" && detail !== "" && detail !== SAYS_NOTHING)
    return new ApiError(status, detail);
  const fields = toFields(given);
  const sentences = Object.entries(fields).map(([field, text]) => `${field}: ${text}`);
  if (sentences.length > 0) return new ApiError(status, sentences.join(" "), { fields });
  return new ApiError(status, WORDLESS[status] ?? `The service answered ${status}. Try again.`);
}

/** No answer came, or none of the service's. */
export function toNetworkError(cause: unknown): ApiError {
  const sentence = "The service does not answer. Check your connection, and try again.";
  return new ApiError(0, sentence, { cause });
}

/** What to tell of anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return "Something went wrong in this page. Load it again.";
}

function wordInternal({ errorId }: Record<string, unknown>): string {
  const trace = typeof errorId === "string" ? ` The log has it under ${errorId}.` : "";
  return `The service failed at this.${trace} Try again.`;
}

function toFields(body: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(body).flatMap(([field, value]) => {
    const sentences = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
    return sentences.length > 0 ? [[field, sentences.join(" ")] as const] : [];
  });
  return Object.fromEntries(fields);
}

function firstSentence(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
