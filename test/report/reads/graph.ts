/** A map with one of each: an upstream that two read, one of them at a pin, and what merges of the last month did to them. */
import { html } from '../../../src/report/html/html.ts';
import type { Graph, GraphArtifact, LateCheck } from '../../../src/report/reads/graph.ts';
import { readsPage } from '../../../src/report/reads/page.ts';

function artifact(repository: string, path: string, engine: string, ref?: string): GraphArtifact {
  const id = `${repository}:${path}${ref === undefined ? '' : `@${ref}`}`;
  const kind = engine === 'json-schema' ? 'schema' : 'rules';
  return { id, repository, path, ...(ref !== undefined && { ref }), kind, engine, files: [path] };
}

function check(verdict: LateCheck['verdict'], number: number, day: string): LateCheck {
  const change = `acme/events#${number}`;
  return { verdict, at: `2026-11-${day}T09:30:00Z`, change, href: `/reports/acme/events/pull-${number}` };
}

const booking = 'acme/events:schemas/booking.json';
const rules = (name: string) => `acme/risk:rules/fraud.json#/rules/${name}/when`;

const graph: Graph = {
  version: 1,
  artifacts: [
    artifact('acme/events', 'schemas/booking.json', 'json-schema'),
    artifact('acme/events', 'schemas/booking.json', 'json-schema', 'v3'),
    artifact('acme/risk', 'rules/fraud.json#/rules/velocity/when', 'json-logic-js'),
    artifact('acme/risk', 'rules/fraud.json#/rules/amount/when', 'json-logic-js'),
    artifact('acme/scoring', 'tier.json', 'json-logic-js'),
  ],
  pipelines: [
    {
      ...{ repository: 'acme/risk', name: 'screening', owners: ['@acme/risk'] },
      reads: [booking, rules('velocity'), rules('amount')],
      reaches: { [rules('velocity')]: ['velocity'], [rules('amount')]: ['amount'] },
      outputs: ['velocity', 'amount'],
      lately: { checks: [check('fail', 31, '27'), check('pass', 28, '19'), check('pass', 25, '12')] },
    },
    {
      ...{ repository: 'acme/billing', name: 'invoices', owners: ['@acme/billing'], reads: [booking] },
      outputs: ['status'],
      lately: { checks: [check('pass', 31, '27')] },
    },
    {
      ...{ repository: 'acme/scoring', name: 'tier', owners: ['@acme/models'], outputs: ['tier'] },
      reads: [`${booking}@v3`, 'acme/scoring:tier.json'],
    },
  ],
  dead: [],
};

export const map = readsPage(graph, {
  about: html`acme/events · <a href="/reports/acme/events">all merges</a>`,
  notes: ['As the default branches have it.'],
});
