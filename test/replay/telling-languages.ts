/** Pipelines of expressions, flags, tables in XML and templates, which tell what they read by their syntax. */
import type { StepConfig } from '../../src/config/config.ts';
import { output, rules } from './setting.ts';
import type { Pipeline } from './telling-pipelines.ts';

const documents = [
  { delay: 200, distance: 900, fare: { amount: 120, currency: 'EUR' }, legs: [{ to: 'LAX', by: 'B7' }] },
  { delay: 200, distance: 9000, fare: { amount: 80 }, legs: [], targetingKey: 'ada' },
  { delay: 3, distance: 900, fare: null, legs: [{ to: 'JFK' }, { to: 'LAX' }], 'fare.amount': 7 },
  { delay: 130, distance: 1500, origin: 'JFK', legs: 'none', targetingKey: 'bob' },
  { delay: 190.5, fare: { amount: '12' }, legs: [{ to: 'LAX', by: null }], '': 1 },
  { delay: 'late', distance: -1, fare: [] },
  { delay: 3, distance: 1, fare: { amount: 120, tip: 1 }, legs: [{ to: 'LAX', by: 'B7' }] },
  { delay: 3, fare: { amount: 5, $typeName: 'x' }, legs: [{ to: 'LHR', by: 'BA' }] },
  { delay: 130, distance: 1, fare: { amount: 3, tupleStream: true }, legs: { to: 'LAX' } },
  {},
];

/** The same artifact with another limit. */
const versions = (text: (minutes: number) => string): readonly [string, string] => [text(180), text(120)];

function flag(minutes: number): string {
  const isLate = { '>=': [{ var: 'delay' }, minutes] };
  const far = ['far', 50];
  const near = ['near', 50];
  const targeting = {
    if: [isLate, { if: [{ '<': [{ var: 'fare.amount' }, 100] }, 'near', 'far'] }, { fractional: [far, near] }],
  };
  const late = { state: 'ENABLED', variants: { far: 'far', near: 'near' }, defaultVariant: 'near', targeting };
  return JSON.stringify({ flags: { late } });
}

function decision(minutes: number): string {
  const inputs = ['delay', 'distance'].map(
    (name) => `<inputData id="${name}" name="${name}"><variable name="${name}"/></inputData>`,
  );
  const needs = ['delay', 'distance'].map(
    (name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`,
  );
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
${inputs.join('\n')}
<decision id="tier" name="tier"><variable name="tier"/>${needs.join('')}
<literalExpression><text>if delay &gt;= ${minutes} then "late" else if distance = null then "none" else string(distance)</text></literalExpression>
</decision></definitions>`;
}

function ruleSet(minutes: number): string {
  const late = { fact: 'delay', operator: 'greaterThanInclusive', value: minutes };
  const cheap = { fact: 'fare', path: '$.amount', operator: 'lessThan', value: 100 };
  const far = { fact: 'distance', operator: 'greaterThan', value: 1000 };
  return JSON.stringify([
    { conditions: { all: [late, { any: [cheap, far] }] }, event: { type: 'late' } },
    { conditions: { all: [{ fact: 'distance', operator: 'equal', value: 1 }] }, event: { type: 'near' } },
  ]);
}

function prompt(engine: string, path: string): StepConfig {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { kind: 'model', engine, path, into: '/tier', range };
}

const READ_BY_TEMPLATES = ['/delay', '/distance', '/fare/amount', '/legs'];

export const LANGUAGE_PIPELINES: Readonly<Record<string, Pipeline>> = {
  'cel-bufbuild': {
    steps: [rules('tier.cel', '/tier', 'cel-bufbuild')],
    contents: {
      'tier.cel': versions(
        (minutes) =>
          `delay >= ${minutes}.0 ? (distance < 1500.0 ? "short" : "long") : legs[0].to + string(fare["amount"])`,
      ),
    },
    documents,
    matter: ['/delay', '/distance', '/legs', '/fare/amount', '/fare.amount', '/fare/$typeName'],
  },
  jsonata: {
    steps: [rules('tier.jsonata', '/tier', 'jsonata')],
    contents: {
      'tier.jsonata': versions(
        (minutes) => `delay >= ${minutes} ? fare[amount < 100].currency & distance : $join(legs[to = "LAX"].by)`,
      ),
    },
    documents,
    matter: ['/delay', '/distance', '/fare/amount', '/legs'],
  },
  dmn: {
    steps: [rules('tier.dmn', '/tier', 'dmn')],
    contents: { 'tier.dmn': versions(decision) },
    documents,
    matter: ['/delay', '/distance'],
  },
  flagd: {
    steps: [rules('flags.json', '/tier', 'flagd')],
    contents: { 'flags.json': versions(flag) },
    more: { outputs: [output('/tier/late')] },
    documents,
    matter: ['/delay', '/fare/amount', '/targetingKey'],
  },
  'json-rules-engine': {
    steps: [
      { ...rules('rules.json', '/tier', 'json-rules-engine'), options: { undefinedFacts: 'allow' } } as StepConfig,
    ],
    contents: { 'rules.json': versions(ruleSet) },
    documents,
    matter: ['/delay', '/distance', '/fare', '/'],
  },
  handlebars: {
    steps: [prompt('handlebars', 'a.hbs')],
    contents: {
      'a.hbs': versions(
        (minutes) =>
          `${minutes} {{delay}} {{#with fare}}{{amount}}{{../distance}}{{/with}}{{#each legs}}{{to}}{{/each}}`,
      ),
    },
    documents,
    matter: READ_BY_TEMPLATES,
  },
  dotprompt: {
    steps: [prompt('dotprompt', 'a.prompt')],
    contents: {
      'a.prompt': versions(
        (minutes) => `---
model: m${minutes}
---
{{role "user"}}{{delay}} {{#ifEquals distance 1}}{{fare.amount}}{{/ifEquals}}{{json legs}}`,
      ),
    },
    documents,
    matter: READ_BY_TEMPLATES,
  },
  mustache: {
    steps: [prompt('mustache', 'a.mustache')],
    contents: {
      'a.mustache': versions(
        (minutes) => `${minutes} {{delay}}{{#legs}}{{to}}{{distance}}{{/legs}}{{^fare.amount}}none{{/fare.amount}}`,
      ),
    },
    documents,
    matter: READ_BY_TEMPLATES,
  },
  liquid: {
    steps: [prompt('liquid', 'a.liquid')],
    contents: {
      'a.liquid': versions(
        (minutes) =>
          `${minutes} {{ delay }}{% for leg in legs %}{{ leg.to }}{% endfor %}{% if distance == 900 %}{{ fare.amount }}{% endif %}`,
      ),
    },
    documents,
    matter: READ_BY_TEMPLATES,
  },
  jinja: {
    steps: [prompt('jinja', 'a.j2')],
    contents: {
      'a.j2': versions(
        (minutes) =>
          `${minutes} {{ delay }}{% for leg in legs %}{{ leg.to }}{% endfor %}{% if distance == 900 %}{{ fare }}{% endif %}`,
      ),
    },
    documents,
    matter: ['/delay', '/distance', '/fare', '/legs'],
  },
};
