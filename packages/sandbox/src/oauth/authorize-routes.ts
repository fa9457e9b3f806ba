import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendPage } from "../pages/send-page.ts";
import { approvalPage, decidedPage, refusalPage } from "./authorize-page.ts";
import { decideRequestToken, getUndecidedToken } from "./decide-request-token.ts";
import { refuseBadCallback } from "./grant-request-token.ts";
import { OAuthProblem } from "./oauth-problem.ts";
import { readOAuthRequest, type OAuthRequest } from "./oauth-request.ts";
import type { RequestToken } from "./oauth-state.ts";
import type { OAuthStore } from "./oauth-store.ts";

const PATH = "/plugins/servlet/oauth/authorize";

interface AuthorizeOptions {
  baseUrl: () => string;
  now: () => number;
  currentUser: (request: FastifyRequest) => string | undefined;
}

/** The page a user approves on (GET), and the form it sends (POST). */
export function registerAuthorizeRoutes(
  app: FastifyInstance,
  store: OAuthStore,
  { baseUrl, now, currentUser }: AuthorizeOptions,
): void {
  const formTokenKey = randomBytes(32);

  app.get(PATH, (request, reply) => {
    const username = currentUser(request);
    if (username === undefined) return askForLogin(reply, baseUrl());
    const { token, callback } = readAuthorization(readOAuthRequest(request, baseUrl()));
    const name = consumerName(store, getUndecidedToken(store, token, now()));
    const formToken = makeFormToken(formTokenKey, username, token);
    const form = { oauth_token: token, oauth_callback: callback, form_token: formToken };
    return sendPage(reply, 200, approvalPage(name, username, form));
  });

  app.post(PATH, (request, reply) => {
    const username = currentUser(request);
    if (username === undefined) return askForLogin(reply, baseUrl());
    const form = readOAuthRequest(request, baseUrl());
    const { token, callback } = readAuthorization(form);
    const formToken = makeFormToken(formTokenKey, username, token);
    if (!isSame(formToken, form.get("form_token") ?? "")) return refuseForgery(reply);
    const approved = readChoice(form);
    const undecided = getUndecidedToken(store, token, now());
    const name = consumerName(store, undecided);
    const outcome = decideRequestToken(store, undecided, { username, approved }, callback);
    if (outcome.location !== undefined) return reply.redirect(outcome.location, 302);
    return sendPage(reply, 200, decidedPage(name, approved, outcome.verifier));
  });
}

/** The form has no address of its own, so the page's query may come back with it: take the first. */
function readAuthorization(request: OAuthRequest): { token: string; callback: string | undefined } {
  const callback = request.get("oauth_callback");
  if (callback !== undefined) refuseBadCallback(callback);
  return { token: request.require("oauth_token"), callback };
}

function readChoice(form: OAuthRequest): boolean {
  const approved = form.get("approve") !== undefined;
  if (approved === (form.get("deny") !== undefined))
    throw new OAuthProblem("parameter_absent", [["oauth_parameters_absent", "approve&deny"]]);
  return approved;
}

function consumerName(store: OAuthStore, { consumerKey }: RequestToken): string {
  const consumer = store.findConsumer(consumerKey);
  if (consumer === undefined) throw new OAuthProblem("consumer_key_unknown");
  return consumer.name;
}

/** Another site can make a logged-in browser send the form, but it cannot know this value. */
function makeFormToken(key: Buffer, username: string, token: string): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([username, token]))
    .digest("base64url");
}

function isSame(expected: string, actual: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(actual)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuseForgery(reply: FastifyReply): FastifyReply {
  const reason = "This form was not sent from the page that asked you. Open that page again.";
  return sendPage(reply, 403, refusalPage("XSRF check failed", reason));
}

function askForLogin(reply: FastifyReply, baseUrl: string): FastifyReply {
  const reason = "Log in to approve or deny access.";
  void reply.header("www-authenticate", `Basic realm="${baseUrl}", charset="UTF-8"`);
  return sendPage(reply, 401, refusalPage("Log in", reason));
}
