/** The owners whom an issue is for. */
import { text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';

const MOST = 10;

/** They are mentioned, so that GitHub tells them. Empty where nobody owns anything. */
export function ownersLine(owners: readonly string[]): string {
  const names = [...new Set(owners)]
    .slice(0, MOST)
    .map((owner) => (/^@[\w-]+(\/[\w.-]+)?$/.test(owner) ? owner : text(plain(owner))));
  return names.length === 0 ? '' : `Owners: ${names.join(', ')}.`;
}
