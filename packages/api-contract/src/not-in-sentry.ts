/** Marks fields and operations of the document that Sentry's API does not have. */
export const NOT_IN_SENTRY = { "x-not-in-sentry": true } as const;
