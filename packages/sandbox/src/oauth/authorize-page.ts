import { html, Markup, page } from "../pages/html.ts";

/** Values of the approval form besides the two buttons, `approve` and `deny`. */
export interface ApprovalForm {
  oauth_token: string;
  oauth_callback?: string | undefined;
  form_token: string;
}

/** The page on which a user approves or denies what a consumer asks for. */
export function approvalPage(consumerName: string, username: string, form: ApprovalForm): string {
  const fields = Object.entries(form).map(([name, value]) =>
    value === undefined
      ? new Markup("")
      : html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    html`Allow access?`,
    html`<p><b>${consumerName}</b> would like read and write access to your data on this server,
on your behalf. You are logged in as <b>${username}</b>.</p>
<form method="post">${fields}
<button name="approve" value="Allow">Allow</button>
<button name="deny" value="Deny">Deny</button></form>`,
  );
}

/** The page for a consumer without a callback: nobody else tells it how the user decided. */
export function decidedPage(consumerName: string, approved: boolean, verifier?: string): string {
  if (!approved)
    return page(html`Access denied`, html`<p>You have denied <b>${consumerName}</b> access.</p>`);
  const next =
    verifier === undefined
      ? html`<p>Go back to <b>${consumerName}</b> to go on.</p>`
      : html`<p>Go back to <b>${consumerName}</b> and enter this verification code:</p>
<p><code id="verifier">${verifier}</code></p>`;
  return page(html`Access approved`, next);
}

/** A page that only says why nothing was done. */
export function refusalPage(title: string, reason: string): string {
  return page(html`${title}`, html`<p>${reason}</p>`);
}
