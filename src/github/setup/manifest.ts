/** What GitHub is asked to make: the App of `app.yml`, and where it answers. */
import { parse } from 'yaml';

export interface Addresses {
  /** Of this page, as the browser reached it. */
  readonly here: string;
  /** Where GitHub is to send webhooks. */
  readonly webhooks: string;
  /** Where GitHub sends back who logs in to see reports; undefined where nobody can reach that. */
  readonly login?: string | undefined;
}

/** The manifest as JSON (https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest). */
export function manifestOf(appYml: string, { here, webhooks, login }: Addresses): string {
  const manifest: Record<string, unknown> = parse(appYml);
  return JSON.stringify({
    ...manifest,
    hook_attributes: { url: webhooks },
    redirect_url: `${here}/created`,
    ...(login !== undefined && { callback_urls: [login] }),
  });
}

/** Where an organization, or without one the person, makes an App. */
export function newAppAddress(website: string, organization: string, state: string): string {
  const owner = organization === '' ? '' : `/organizations/${encodeURIComponent(organization)}`;
  return `${website}${owner}/settings/apps/new?state=${state}`;
}

/** The address at which GitHub tells once what it has made. */
export function conversionAddress(api: string, code: string): string {
  return `${api.replace(/\/+$/, '')}/app-manifests/${encodeURIComponent(code)}/conversions`;
}
