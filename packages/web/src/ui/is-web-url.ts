/** Whether a URL that came from outside leads to a page: a `javascript:` would run here. */
export function isWebUrl(url: string | null | undefined): url is string {
  return /^https?:\/\//i.test(url ?? "");
}
