/** What is written down: Sentry's names where Sentry has one. */
export const AUDIT_EVENTS = [
  "org.create",
  "secret-key.rotate",
  "integration.add",
  "integration.edit",
  "integration.remove",
  "repo.link",
  "repo.unlink",
  "repo.rotate-secret",
  "job.replay",
  "job.dismiss",
  "member.add",
  "member.edit",
  "member.remove",
  "org-auth-token.create",
  "org-auth-token.remove",
  "user-token.create",
  "user-token.remove",
  "user.login",
  "user.login-failed",
  "user.logout",
  "user.password-change",
] as const;

export type AuditEvent = (typeof AUDIT_EVENTS)[number];
