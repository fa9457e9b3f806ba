import { ApiError } from "./api-error.ts";
import { isUnattended } from "./attendance.ts";
import { type PageLinks, parseLinks } from "./parse-links.ts";
import { toApiError, toNetworkError } from "./to-api-error.ts";

export interface CallOptions {
  /** Sent as JSON. */
  body?: unknown;
  /** What is undefined or empty is left out. */
  query?: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal | undefined;
}

/** A page of a list, and where its neighbours are. */
export interface Page<Row> {
  rows: Row[];
  links: PageLinks;
}

/**
 * Makes the path of a call, below `/api/0`, with all that is put in quoted:
 * apiPath`/organizations/${slug}/`.
 */
export function apiPath(texts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: texts }, ...values.map(encodeURIComponent));
}

/**
 * @returns what was answered; undefined for an empty answer
 * @throws ApiError for all that is no success
 */
export async function callApi<Answer>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  return (await (await send(method, path, options)).json()) as Answer;
}

/** @throws ApiError for all that is no success */
export async function callForPage<Row>(path: string, options: CallOptions): Promise<Page<Row>> {
  const { headers, json } = await send("GET", path, options);
  return { rows: (await json()) as Row[], links: parseLinks(headers.get("link")) };
}

/** Of lists whose rows are in an envelope. @throws ApiError for all that is no success */
export async function callForEnvelope<Envelope extends object>(
  path: string,
  options: CallOptions,
): Promise<Envelope & { links: PageLinks }> {
  const { headers, json } = await send("GET", path, options);
  return { ...((await json()) as Envelope), links: parseLinks(headers.get("link")) };
}

interface Received {
  headers: Headers;
  json: () => Promise<unknown>;
}

async function send(
  method: string,
  path: string,
  { body, query = {}, signal }: CallOptions,
): Promise<Received> {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const search = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
  const response = await ask(`/api/0${path}${search}`, {
    method,
    headers: {
      accept: "application/json",
      // No page of another site can send it: see `refuse-forged-request.ts` of the service.
      "x-requested-with": "XMLHttpRequest",
      // The session ends by itself where nobody sits: see `require-credentials.ts` of the service.
      ...(isUnattended() && { "x-unattended": "1" }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const json = () => readJson(response);
  if (response.ok) return { headers: response.headers, json };
  throw toApiError(response.status, await json().catch(() => undefined));
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw toNetworkError(error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError(response.status, "What was answered is not from the service.", {
      cause: error,
    });
  }
}
