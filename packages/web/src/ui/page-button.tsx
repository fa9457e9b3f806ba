import { Button } from "@mantine/core";
import type { ReactNode } from "react";

interface PageButtonProps {
  /** undefined where there is no such page. */
  onClick: (() => void) | undefined;
  children: ReactNode;
}

/** Leads to a page beside the one that is shown. */
export function PageButton({ onClick, children }: PageButtonProps) {
  return (
    <Button
      variant="default"
      size="xs"
      // Not `disabled`: at the last page the focus would fall out of the button that led there.
      aria-disabled={!onClick || undefined}
      data-disabled={!onClick || undefined}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
