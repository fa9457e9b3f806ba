import { Text } from "@mantine/core";
import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import type { ReactNode } from "react";
import { JsonView } from "../../../ui/json-view.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import classes from "./event-details.module.css";
import { readBreadcrumbs } from "./read-breadcrumbs.ts";

/** What else an event brought, folded: what came before it, the request, the machine, what was added. */
export function EventDetails({ event }: { event: EventAnswer }) {
  const breadcrumbs = readBreadcrumbs(event);
  const request = event.entries.find(({ type }) => type === "request")?.data;
  return (
    <div>
      {breadcrumbs.length > 0 && (
        <Fold title={`Breadcrumbs (${breadcrumbs.length})`}>
          <ol className={classes["breadcrumbs"]}>
            {breadcrumbs.map(({ time, category, message }, n) => (
              <li key={`${time} ${n}`}>
                <Text size="sm" c="dimmed" component="div">
                  {time !== undefined && (
                    <>
                      <RelativeTime time={time} />,{" "}
                    </>
                  )}
                  <TextFromOutside text={category} />
                </Text>
                <TextFromOutside text={message} />
              </li>
            ))}
          </ol>
        </Fold>
      )}
      <FoldedJson title="Request" value={request} />
      <FoldedJson title="Contexts" value={event.contexts} />
      <FoldedJson title="Additional data" value={event["context"]} />
    </div>
  );
}

function FoldedJson({ title, value }: { title: string; value: unknown }) {
  const isFilled = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isFilled) return null;
  return (
    <Fold title={title}>
      <JsonView text={JSON.stringify(value)} label={title} />
    </Fold>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={classes["fold"]}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
