import { useSessionStorage } from "@mantine/hooks";

/** Where Bitbucket is, as typed so far. */
export interface Draft {
  url: string;
  caCertificate: string;
}

interface KeptDraft extends Draft {
  /** The address in the link that led here: another link begins anew. */
  begunWith?: string | undefined;
}

/**
 * What was typed of the address is kept while the browser is at Bitbucket for the approval, in this tab
 * alone. Nothing of it is secret; tokens and keys are not kept.
 * @param url of a link to the install, to begin with
 */
export function useDraft(url: string | undefined): [Draft, (change: Partial<Draft>) => void] {
  const [kept, setDraft] = useSessionStorage<KeptDraft | null>({
    key: "install-bitbucket",
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const isOfThis = kept !== null && (url === undefined || kept.begunWith === url);
  const begunWith = isOfThis ? kept.begunWith : url;
  // Of what is kept, this alone is sent.
  const draft: Draft = isOfThis
    ? { url: kept.url, caCertificate: kept.caCertificate }
    : { url: url ?? "", caCertificate: "" };
  return [draft, (change) => setDraft({ ...draft, ...change, begunWith })];
}
