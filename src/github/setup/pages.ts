/** What the first start shows in a browser. */
import { html } from '../../report/html/html.ts';
import { policyWith, shell } from '../../report/html/shell.ts';
import { type Answer, page } from '../reports/answer.ts';

export interface Offer {
  /** `https://github.com` */
  readonly website: string;
  readonly newApp: string;
  readonly manifest: string;
  readonly organization: string;
  readonly webhooks: string;
  /** Where the credentials will stand. */
  readonly envFile: string;
}

/** Makes the App with one press of a button. */
export function offerPage({ website, newApp, manifest, organization, webhooks, envFile }: Offer): Answer {
  const owner = organization === '' ? 'your own account' : `the organization ${organization}`;
  return document(
    'Make the GitHub App',
    html`<section class="prose form">
<p>Weir needs a GitHub App of your own. The button below asks GitHub for one for ${owner}, with the permissions of app.yml and no others. GitHub shows them before anything is made.</p>
<p>Webhooks will go to <code>${webhooks}</code>. What GitHub answers is written to <code>${envFile}</code>; then start Weir again.</p>
<form method="get" action="/"><p><label>Organization (empty: your own account) <input name="org" value="${organization}"></label> <button type="submit">Choose</button></p></form>
<form method="post" action="${newApp}"><input type="hidden" name="manifest" id="manifest" value="${manifest}"><p><button type="submit" class="first">Make the App “Weir” for ${owner}</button></p></form>
<p>There is an App already? Put <code>APP_ID</code>, <code>PRIVATE_KEY_PATH</code> and <code>WEBHOOK_SECRET</code> into <code>${envFile}</code> and start Weir again.</p>
</section>`,
    `'self' ${website}`,
  );
}

export interface Created {
  readonly envFile: string;
  /** Of the private key alone. */
  readonly keyFile: string;
  /** Where the App is installed on repositories. */
  readonly install: string;
}

export function createdPage({ envFile, keyFile, install }: Created): Answer {
  return document(
    'The App is made',
    html`<section class="prose form"><p>Its credentials are in <code>${envFile}</code>, its key also in <code>${keyFile}</code>, which compose.yaml hands to the container. Start Weir again (<code>npm start</code>, or <code>docker compose up -d</code>), then <a href="${install}">install the App on your repositories</a>.</p></section>`,
  );
}

export function failedPage(status: number, reason: string): Answer {
  return document(
    'The App was not made',
    html`<section class="prose form"><p>${reason}</p><p><a href="/">Try again</a></p></section>`,
    "'none'",
    status,
  );
}

function document(title: string, content: ReturnType<typeof html>, forms = "'none'", status = 200): Answer {
  const policy = policyWith().replace("form-action 'none'", `form-action ${forms}`);
  const body = html`<header class="opening"><p class="masthead"><span class="wordmark">Weir</span> <span class="quiet">set-up</span></p><h1>${title}</h1></header>
<main>${content}</main>
`;
  return page(status, shell({ title, policy, body }), policy);
}
