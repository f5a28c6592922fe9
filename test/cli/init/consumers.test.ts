import { expect, it } from 'vitest';
import { consumersIn, consumersOf, isOfConsumersAlone } from '../../../src/cli/init/consumers.ts';

const file = (content: string, path = 'a.yml') => ({ path, content });

it('exposures of dbt read models and sources, and have an owner with an address', () => {
  // The example of https://docs.getdbt.com/docs/build/exposures, shortened.
  const exposures = file(`exposures:
  - name: weekly_jaffle_metrics
    type: dashboard
    depends_on:
      - ref('fct_orders')
      - ref("pkg", "dim_customers")
      - source('gsheets', 'goals')
      - metric('count_orders')
    owner:
      name: Callum McData
      email: data@jaffleshop.com
`);

  expect(consumersIn(exposures)).toEqual([
    {
      name: 'weekly_jaffle_metrics',
      reads: ['fct_orders', 'dim_customers', 'goals'],
      owners: ['data@jaffleshop.com'],
      from: 'dbt exposures',
    },
  ]);
  expect(isOfConsumersAlone(exposures)).toBe(true);
});

it('a component of Backstage is owned by a team of the organisation that its repository belongs to', () => {
  const component = (owner: string, slug = 'github.com/project-slug: acme/billing') =>
    file(`apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: billing, annotations: { ${slug} } }
spec: { type: service, owner: ${owner}, dependsOn: ['resource:default/orders'], consumesApis: [payments] }
`);

  expect(consumersIn(component('group:default/payments'))).toEqual([
    { name: 'billing', reads: ['orders', 'payments'], owners: ['@acme/payments'], from: 'Backstage' },
  ]);
  expect(consumersIn(component('user:ada'))?.[0]?.owners).toEqual(['@ada']);
  expect(consumersIn(component('payments', 'other: x'))?.[0]?.owners).toEqual([]);
});

it('a job of OpenLineage reads the tables of its inputs', () => {
  const event = {
    eventType: 'COMPLETE',
    eventTime: '2026-01-01T00:00:00Z',
    job: { namespace: 'airflow', name: 'daily_revenue', facets: { ownership: { owners: [{ name: '@acme/data' }] } } },
    inputs: [{ namespace: 'postgres://db:5432', name: 'warehouse.public.Orders' }],
    outputs: [],
  };
  const found = consumersIn(file(JSON.stringify([event, event]), 'lineage.json')) ?? [];

  expect(consumersOf('public.orders', found)).toEqual([
    { name: 'daily_revenue', reads: ['orders'], owners: ['@acme/data'], from: 'OpenLineage' },
  ]);
  expect(consumersOf('customers', found)).toEqual([]);
});

it('other files tell of no consumers', () => {
  for (const content of [
    '',
    '[',
    'null',
    '[]',
    'exposures: 3',
    'apiVersion: v1\nkind: Service',
    '{"job": {"name": "a"}}',
  ]) {
    expect(consumersIn(file(content))).toBeUndefined();
  }
});
