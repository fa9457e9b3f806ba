import { Button } from "@mantine/core";
import { sentenceOf } from "../../api/to-api-error.ts";
import { Problem } from "../../ui/problem.tsx";
import { SEARCH_HELP, SearchHelp } from "./search-help.tsx";

/** In place of the list: what the service does not understand of the search, and how to write one. */
export function RefusedSearch({ error }: { error: Error }) {
  return (
    <Problem
      text={sentenceOf(error)}
      action={
        <SearchHelp>
          {(open) => (
            <Button variant="default" size="xs" onClick={open}>
              {SEARCH_HELP}
            </Button>
          )}
        </SearchHelp>
      }
    />
  );
}
