import { Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useLogOut, useMe } from "../api/session.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { pathTo } from "../path-builder.ts";
import { toastProblem } from "../ui/toasts.tsx";

/** Who is logged in, and the way out. */
export function UserMenu() {
  const { data: me } = useMe();
  const logOut = useLogOut();
  const navigate = useNavigate();
  const leave = () =>
    logOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: pathTo("login") }),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <div>
      <Text size="xs" mb={6} style={{ overflowWrap: "anywhere" }}>
        {me?.email ?? " "}
      </Text>
      <Button fullWidth size="xs" color="#52458a" loading={logOut.isPending} onClick={leave}>
        Log out
      </Button>
    </div>
  );
}
