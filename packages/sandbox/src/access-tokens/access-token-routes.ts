import type { FastifyInstance, FastifyRequest } from "fastify";
import { invalidArgument, noSuchEntity } from "../http/bitbucket-error.ts";
import { Paging, rowsOf } from "../http/paging.ts";
import { toRestAccessToken, type AccessToken, type TokenOwner } from "./access-token.ts";
import { readTokenChange, readTokenCreation } from "./access-token-request.ts";
import type { AccessTokenStore } from "./access-token-store.ts";

/** Bitbucket has a maximum too, of which only the refusal is documented; the number is ours. */
const MAXIMUM_TOKENS = 100;

/**
 * Says whose tokens an address is about, under the owner's true name.
 * @throws BitbucketError when the owner does not exist or the caller may not manage its tokens
 */
export type FindOwner = (request: FastifyRequest, addressed: TokenOwner) => TokenOwner;

type Params = Record<string, string>;

const COLLECTIONS: [path: string, toOwner: (params: Params) => TokenOwner][] = [
  ["/users/:userSlug", ({ userSlug = "" }) => ({ type: "user", username: userSlug })],
  ["/projects/:projectKey", ({ projectKey = "" }) => ({ type: "project", projectKey })],
  [
    "/projects/:projectKey/repos/:repositorySlug",
    ({ projectKey = "", repositorySlug: slug = "" }) => ({ type: "repository", projectKey, slug }),
  ],
];

/** The REST API of HTTP access tokens, alike for users, projects and repositories. */
export function registerAccessTokenRoutes(
  app: FastifyInstance,
  store: AccessTokenStore,
  findOwner: FindOwner,
): void {
  for (const version of ["1.0", "latest"]) {
    for (const [path, toOwner] of COLLECTIONS) {
      const ownerOf = (request: FastifyRequest) =>
        findOwner(request, toOwner(request.params as Params));
      registerCollection(app, `/rest/access-tokens/${version}${path}`, store, ownerOf);
    }
  }
}

function registerCollection(
  app: FastifyInstance,
  path: string,
  store: AccessTokenStore,
  ownerOf: (request: FastifyRequest) => TokenOwner,
): void {
  const paging = new Paging(false);
  const getToken = (request: FastifyRequest) =>
    getOne(store, ownerOf(request), (request.params as Params).tokenId ?? "");

  app.put(path, (request) => {
    const owner = ownerOf(request);
    const wanted = readTokenCreation(request);
    if (store.list(owner).length >= MAXIMUM_TOKENS)
      throw invalidArgument(
        null,
        `There are already ${MAXIMUM_TOKENS} tokens, which is the maximum.`,
      );
    const { token, text } = store.create({ owner, ...wanted });
    return { ...toRestAccessToken(token), token: text };
  });

  app.get(path, (request) => {
    const rows = store.list(ownerOf(request)).map(toRestAccessToken);
    return paging.page(request, rowsOf(rows));
  });

  app.get(`${path}/:tokenId`, (request) => toRestAccessToken(getToken(request)));

  app.post(`${path}/:tokenId`, (request) => {
    const old = getToken(request);
    const { name = old.name, permissions = old.permissions } = readTokenChange(request);
    const changed = { ...old, name, permissions };
    store.replace(changed);
    return toRestAccessToken(changed);
  });

  app.delete(`${path}/:tokenId`, (request, reply) => {
    store.delete(getToken(request).id);
    return reply.code(204).send();
  });
}

function getOne(store: AccessTokenStore, owner: TokenOwner, id: string): AccessToken {
  const token = store.find(owner, id);
  if (token === undefined) throw noSuchEntity(`There is no access token with ID ${id}`);
  return token;
}
