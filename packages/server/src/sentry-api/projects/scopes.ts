/** Any of these lets a token read projects. */
export const PROJECT_READ_SCOPES = [
  "project:read",
  "project:write",
  "project:admin",
  "project:releases",
  "org:ci",
];

/** Any of these lets a token make and change projects. */
export const PROJECT_WRITE_SCOPES = ["project:write", "project:admin", "org:write", "org:admin"];
