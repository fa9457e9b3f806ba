import { pathTo } from "../path-builder.ts";
import { TextFromOutside } from "../ui/text-from-outside.tsx";
import { PageLink } from "../frame/page-link.tsx";

interface ReleaseLinkProps {
  organization: string;
  version: string | undefined;
  /** It stands within a sentence. */
  isInText?: boolean;
}

/** A release by its version. */
export function ReleaseLink({ organization, version, isInText = false }: ReleaseLinkProps) {
  if (!version) return <TextFromOutside text={version} />;
  return (
    <PageLink to={pathTo("release", { organization, release: version })} isInText={isInText}>
      <TextFromOutside text={version} />
    </PageLink>
  );
}
