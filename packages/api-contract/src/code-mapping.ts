import { z } from "zod";

const roots = z.object({ stackRoot: z.string(), sourceRoot: z.string() });

export const codeMappingAnswer = roots
  .extend({
    id: z.string(),
    projectId: z.string(),
    projectSlug: z.string(),
    repoId: z.string(),
    repoName: z.string(),
    integrationId: z.string(),
    provider: z.object({ key: z.string(), slug: z.string(), name: z.string() }),
    defaultBranch: z.string().nullable(),
    automaticallyGenerated: z.boolean(),
  })
  .meta({ id: "CodeMapping" });

export type CodeMappingAnswer = z.infer<typeof codeMappingAnswer>;

export const codeMappingOutcomesAnswer = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  errors: z.number().int(),
  mappings: z.array(
    roots.extend({
      status: z.enum(["created", "updated", "error"]),
      detail: z.string().optional(),
    }),
  ),
});

export const stacktraceLinkAnswer = z
  .object({
    config: codeMappingAnswer.partial({ projectSlug: true }).nullable(),
    sourcePath: z.string().nullable(),
    sourceUrl: z.string().nullable(),
    attemptedUrl: z.string().nullable(),
    error: z.string().nullable(),
    integrations: z.array(z.unknown()),
  })
  .meta({ id: "StacktraceLink" });

export type StacktraceLinkAnswer = z.infer<typeof stacktraceLinkAnswer>;
