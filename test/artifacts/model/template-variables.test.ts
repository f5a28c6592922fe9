import { expect, it } from 'vitest';
import { BLOCKS, STATEMENTS, variablesOf } from '../../../src/artifacts/model/template/variables.ts';

it.each([
  ['{{ a }} and {{ b.c | upper }}', ['a', 'b']],
  ['{% for item in items %}{{ loop.index }} {{ item.name }}{% endfor %}', ['items']],
  ['{% set x = y %}{{ x }}', ['y']],
  ['{% if plan == "pro" and user is defined %}{{ "a b" }}{% endif %}', ['plan', 'user']],
  ['{% macro f(p) %}{{ p }}{% endmacro %}{{ f(q, size=3) }}', ['q']],
  ['{# {{ hidden }} #}{% raw %}{{ kept }}{% endraw %}', []],
  ['{{ params.limit }}', ['params.limit']],
  ['{% assign x = "a" %}{{ x }}{{ y | date: "%Y" | default: z }}', ['y', 'z']],
])('names the variables of %s', (text, expected) => {
  expect(variablesOf(text, STATEMENTS).map((path) => path.join('.'))).toEqual(expected);
});

it.each([
  ['{{a}} {{{b.c}}} {{&d}}', ['a', 'b', 'd']],
  ['{{#each items}}{{name}}{{/each}}{{after}}', ['items', 'after']],
  ['{{#if plan}}{{name}}{{else}}{{other}}{{/if}}', ['plan', 'name', 'other']],
  ['{{!-- {{hidden}} --}}{{! so }}{{> partial}}', []],
  ['---\nmodel: x\n---\n{{role "user"}}{{json value indent=2}}', ['value']],
  ['{{params.limit}}', ['params.limit']],
])('names the variables of %s outside of blocks of items', (text, expected) => {
  expect(variablesOf(text, BLOCKS).map((path) => path.join('.'))).toEqual(expected);
});
