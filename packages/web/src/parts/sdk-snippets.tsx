import { Stack, Tabs } from "@mantine/core";
import { useSearchState } from "../lists/use-search-state.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { platforms, snippetFor } from "./platforms.ts";

/** How an application reports to a DSN, by platform; begins with that of the project. */
export function SdkSnippets({ dsn, ofProject }: { dsn: string; ofProject: string | null }) {
  const [{ platform }, setSearch] = useSearchState();
  const shown = platforms.find(({ value }) => value === (platform ?? ofProject)) ?? platforms[0];
  return (
    <Tabs
      value={shown.value}
      onChange={(value) => setSearch({ platform: value ?? undefined })}
      keepMounted={false}
    >
      <Tabs.List aria-label="Platform">
        {platforms.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {platforms.map(({ value }) => {
        const { install, code } = snippetFor(value, dsn);
        return (
          <Tabs.Panel key={value} value={value} pt="md">
            <Stack gap="sm">
              <CodeBlock label="Install the SDK" code={install} />
              <CodeBlock label="Begin your application with" code={code} />
            </Stack>
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
