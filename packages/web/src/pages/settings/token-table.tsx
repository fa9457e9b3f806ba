import { Text } from "@mantine/core";
import type { UserTokenAnswer } from "@sentry-bitbucket-server/api-contract/token";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { sentenceOf } from "../../api/to-api-error.ts";
import { type Act, ConfirmAct } from "../../forms/confirm-act.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";

/** As users and as organizations have them. */
type Token = Pick<
  UserTokenAnswer,
  "id" | "name" | "scopes" | "tokenLastCharacters" | "dateCreated" | "dateLastUsed"
>;

interface TokenTableProps {
  label: string;
  tokens: UseQueryResult<Token[]>;
  revoke: Act<Token>;
  refusal?: string | undefined;
  empty: ReactNode;
}

/** Tokens by what can be told of them, each of which can be revoked. */
export function TokenTable({ label, tokens, revoke, refusal, empty }: TokenTableProps) {
  const [going, setGoing] = useState<Token>();
  const { data, error, refetch } = tokens;
  return (
    <>
      <DataTable
        label={label}
        columns={[...columns, revokeColumn(refusal, setGoing)]}
        keyOf={({ id }) => id}
        rows={data}
        problem={error ? sentenceOf(error) : undefined}
        onRetry={() => void refetch()}
        empty={empty}
      />
      <ConfirmAct
        thing={going}
        title={(token) => `Revoke ${nameOf(token)}?`}
        text={() => "Whatever uses it is refused at once. It cannot be brought back."}
        action="Revoke"
        mutation={revoke}
        onClose={() => setGoing(undefined)}
      />
    </>
  );
}

const nameOf = ({ name, tokenLastCharacters }: Token): string =>
  name || `the token that ends in ${tokenLastCharacters ?? "?"}`;

const columns: readonly Column<Token>[] = [
  { header: "Name", cell: ({ name }) => <TextFromOutside text={name} /> },
  { header: "Ends in", cell: ({ tokenLastCharacters }) => <code>{tokenLastCharacters}</code> },
  { header: "Scopes", cell: ({ scopes }) => <Text size="sm">{scopes.join(", ")}</Text> },
  { header: "Made", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
  { header: "Last used", cell: ({ dateLastUsed }) => <RelativeTime time={dateLastUsed} /> },
];

function revokeColumn(
  refusal: string | undefined,
  onRevoke: (token: Token) => void,
): Column<Token> {
  return {
    header: "Actions",
    cell: (token) => (
      <RefusableButton
        variant="default"
        size="compact-sm"
        refusal={refusal}
        label={`Revoke ${nameOf(token)}`}
        onClick={() => onRevoke(token)}
      >
        Revoke
      </RefusableButton>
    ),
  };
}
