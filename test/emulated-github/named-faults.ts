/** Faults by the names that tables of them have at their heads. */
import type { Fault } from './faults.ts';

export const NAMED_FAULTS: Readonly<Record<string, Fault>> = {
  '401': { what: 'status', status: 401 },
  '403': { what: 'status', status: 403 },
  '404': { what: 'status', status: 404 },
  '409': { what: 'status', status: 409 },
  '410': { what: 'status', status: 410 },
  '413': { what: 'status', status: 413 },
  '422': { what: 'status', status: 422 },
  '429': { what: 'status', status: 429, seconds: 0 },
  '500': { what: 'status', status: 500 },
  HTML: { what: 'page' },
  half: { what: 'beginning' },
  '{}': { what: 'empty-object' },
  never: { what: 'silence' },
};
