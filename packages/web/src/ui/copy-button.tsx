import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";

/** Copies a text, and says so where it stands; those who hear the page are told as well. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copy, copied, error } = useClipboard({ timeout: 3_000 });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => copy(text)}
        aria-label={`Copy ${what}`}
      >
        {copied ? "Copied" : "Copy"}
      </Button>
      <span role="status" className="visually-hidden">
        {copied && `Copied ${what}.`}
        {error && `The browser did not let us copy ${what}. Select it, and copy it yourself.`}
      </span>
    </>
  );
}
