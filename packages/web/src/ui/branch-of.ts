/** `main` of `refs/heads/main`; what is no branch stays as it is. */
export function branchOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, "");
}
