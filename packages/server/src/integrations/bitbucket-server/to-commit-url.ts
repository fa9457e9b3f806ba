/** The page of a commit: `…/commits/<sha>`. @param repositoryUrl ends in `/browse` */
export function toCommitUrl(repositoryUrl: string, sha: string): string {
  return `${repositoryUrl.replace(/\/browse$/, "")}/commits/${sha}`;
}
