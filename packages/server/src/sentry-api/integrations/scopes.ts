/** Any of these lets a token read integrations and repositories. */
export const INTEGRATION_READ_SCOPES = [
  "org:read",
  "org:write",
  "org:admin",
  "org:integrations",
  "org:ci",
];

/** Any of these lets a token install integrations and link repositories. */
export const INTEGRATION_WRITE_SCOPES = ["org:write", "org:admin", "org:integrations"];
