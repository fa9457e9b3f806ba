import { PageLink } from "../frame/page-link.tsx";
import { pathTo } from "../path-builder.ts";
import { wordJobKind } from "./word-job-kind.ts";

interface JobLinkProps {
  organization: string;
  id: string;
  kind: string;
  /** It stands within a sentence. */
  isInText?: boolean;
}

/** A job by what it does and its number. */
export function JobLink({ organization, id, kind, isInText = false }: JobLinkProps) {
  return (
    <PageLink to={pathTo("job", { organization, job: id })} isInText={isInText}>
      {wordJobKind(kind)} ({id})
    </PageLink>
  );
}
