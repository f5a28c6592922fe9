/** Where people see GitHub whose API is at this address: github.com, GHE.com and GitHub Enterprise Server. */
export function websiteOf(api: string): string {
  const { protocol, host, pathname } = new URL(api);
  if (/^\/api\/v3\/?$/.test(pathname)) return `${protocol}//${host}`;
  return `${protocol}//${host.replace(/^api\./, '')}`;
}
