/**
 * What a webhook calls. The path is Sentry's; the query names our repository, so that the secret is
 * known before anything in the request is believed.
 */
export function hookUrl(
  publicUrl: string,
  {
    id,
    organizationId,
    integrationId,
  }: { id: number; organizationId: number; integrationId: number },
): string {
  return `${publicUrl}/extensions/bitbucket-server/organizations/${organizationId}/webhook/${integrationId}/?repository=${id}`;
}
