import type { FastifyReply, FastifyRequest } from "fastify";
import { SESSION_AGE_MS } from "../../accounts/session-store.ts";

/**
 * What the browser keeps. Under https the name's prefix has the browser refuse one that another host
 * of the domain, or somebody on the wire, has planted.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
function cookieName({ server }: { server: { publicUrl: string } }): string {
  return isSecure(server.publicUrl) ? "__Host-session" : "session";
}

const isSecure = (publicUrl: string) => publicUrl.startsWith("https:");

/** The secret of the session that the browser is in, if it sends one. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  const prefix = `${cookieName(request)}=`;
  const cookies = (request.headers.cookie ?? "").split(/; */);
  const found = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  return found === "" ? undefined : found;
}

/** Has the browser keep a session; scripts cannot read it, and other sites' forms do not send it. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  setCookie(reply, secret, SESSION_AGE_MS / 1_000);
}

export function clearSessionCookie(reply: FastifyReply): void {
  setCookie(reply, "", 0);
}

function setCookie(reply: FastifyReply, value: string, maxAge: number): void {
  const secure = isSecure(reply.server.publicUrl) ? "; Secure" : "";
  const cookie = `${cookieName(reply)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
  void reply.header("set-cookie", cookie);
}
