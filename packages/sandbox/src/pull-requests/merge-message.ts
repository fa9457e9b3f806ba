export interface MergeWords {
  number: number;
  title: string;
  /** `KEY/slug`. */
  repository: string;
  fromBranch: string;
  toBranch: string;
  fromHash: string;
  /** First lines of the merged commits, newest first. */
  subjects: readonly string[];
}

/** The default message of a pull request's merge commit, as recorded (reference 4.7). */
export function mergeMessage(words: MergeWords): string {
  const { number, title, repository, fromBranch, toBranch, fromHash, subjects } = words;
  return [
    `Pull request #${number}: ${title}`,
    "",
    `Merge in ${repository} from ${fromBranch} to ${toBranch}`,
    "",
    `* commit '${fromHash}':`,
    ...subjects.map((subject) => `  ${subject}`),
  ].join("\n");
}
