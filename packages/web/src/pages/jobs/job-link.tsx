import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { wordJobKind } from "./word-job-kind.ts";

/** A job by what it does and its number. */
export function JobLink(props: { organization: string; id: string; kind: string }) {
  const { organization, id, kind } = props;
  return (
    <PageLink to={pathTo("job", { organization, job: id })}>
      {wordJobKind(kind)} ({id})
    </PageLink>
  );
}
