import { deliveryAnswers } from "./answers/delivery-answers.ts";
import { integrationAnswers } from "./answers/integration-answers.ts";
import { issueAnswers } from "./answers/issue-answers.ts";
import { organizationAnswers } from "./answers/organization-answers.ts";
import { projectAnswers } from "./answers/project-answers.ts";
import { releaseAnswers } from "./answers/release-answers.ts";
import { tokenAnswers } from "./answers/token-answers.ts";
import { upstreamAnswers } from "./answers/upstream-answers.ts";
import type { Answers } from "./answers/answers-by-status.ts";

/**
 * What each operation answers, by its id. Only the document is made of these, and tests, which hold
 * every answer against them; so they are not loaded before somebody asks for the document.
 */
export const ANSWERS: Record<string, Answers> = {
  ...organizationAnswers,
  ...tokenAnswers,
  ...projectAnswers,
  ...issueAnswers,
  ...releaseAnswers,
  ...integrationAnswers,
  ...upstreamAnswers,
  ...deliveryAnswers,
};
