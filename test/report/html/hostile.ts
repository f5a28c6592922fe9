/** Reports by somebody who wants the page to do something else. */
import type { Report } from '../../../src/report/report.generated.ts';

export const attacks = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</style></title></svg><svg onload=alert(1)>',
  '\u202Egnp.exe\u0000\u001b[31m',
  '<!--',
  '&lt;&#x3c;',
];
const attack = attacks.join(' ');

/** The same report in which every text and every key that a repository or a recording can choose is an attack. */
export function poisoned(report: Report): Report {
  // Texts are the only thing that changes.
  return poison(report) as Report;
}

function poison(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return ['verdict', 'kind', 'compatibility', 'unit', 'interval', 'from', 'outcome', 'side'].includes(key)
      ? value
      : `${attack}${value}`;
  if (Array.isArray(value)) return value.map((item) => poison(item));
  if (typeof value !== 'object' || value === null) return value;
  const open = ['measures', 'counts'].includes(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [open ? `${attack}${name}` : name, poison(inner, name)]),
  );
}
