import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { sentenceOf } from "../api/to-api-error.ts";
import { Problem } from "../ui/problem.tsx";

/** In place of a page that could not be loaded, or that broke. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Problem text={sentenceOf(error)} onRetry={retry} />;
}
