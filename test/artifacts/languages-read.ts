/** Artifacts in languages whose stages say what they read: what each says, or that it may be anything. */
import type { Engine, Options } from '../../src/artifacts/engine.ts';
import { dotprompt } from '../../src/artifacts/model/dotprompt/index.ts';
import { handlebars } from '../../src/artifacts/model/handlebars/index.ts';
import { jinja } from '../../src/artifacts/model/jinja/index.ts';
import { liquid } from '../../src/artifacts/model/liquid/index.ts';
import { mustache } from '../../src/artifacts/model/mustache/index.ts';
import { cel } from '../../src/artifacts/rules/cel/index.ts';
import { celBufbuild } from '../../src/artifacts/rules/cel-bufbuild/index.ts';
import { dmn } from '../../src/artifacts/rules/dmn/index.ts';
import { flagd } from '../../src/artifacts/rules/flagd/index.ts';
import { jsonLogicEngine } from '../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../src/artifacts/rules/json-logic-js/index.ts';
import { jsonRulesEngine } from '../../src/artifacts/rules/json-rules-engine/index.ts';
import { jsonata } from '../../src/artifacts/rules/jsonata/index.ts';

export interface Told {
  readonly engine: Engine;
  readonly options?: Options;
  readonly path: string;
  /** By what it is an example of: the artifact's text. */
  readonly told: readonly string[];
  /** Of which nobody can tell what they read. */
  readonly anything: readonly string[];
}

const json = (value: unknown): string => JSON.stringify(value);
const flags = (targeting: unknown, evaluators?: object): string =>
  json({
    flags: { f: { state: 'ENABLED', variants: { x: 'x', y: 'y', b: 'b' }, defaultVariant: 'x', targeting } },
    ...(evaluators && { $evaluators: evaluators }),
  });
const rule = (...all: object[]): string => json([{ conditions: { all }, event: { type: 'hit' } }]);
const model = (expression: string, more = ''): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
${['a', 'b', 'c'].map((name) => `<inputData id="${name}" name="${name}"><variable name="${name}"/></inputData>`).join('\n')}
${more}<decision id="d" name="d"><variable name="d"/>
<informationRequirement><requiredInput href="#a"/></informationRequirement>
<informationRequirement><requiredInput href="#b"/></informationRequirement>
${more && '<informationRequirement><requiredDecision href="#e"/></informationRequirement>'}
<literalExpression><text>${expression}</text></literalExpression></decision>
</definitions>`;
const inner = `<decision id="e" name="e"><variable name="e"/>
<informationRequirement><requiredInput href="#c"/></informationRequirement>
<literalExpression><text>if c = null then 1 else c</text></literalExpression></decision>`;

/** Of both engines of JSONLogic. */
const ITERATING = [
  { map: [{ var: 'a' }, { cat: [{ var: 'b' }, { var: '' }, { var: 'a.c' }] }] },
  { filter: [{ var: 'a' }, { '==': [{ var: '' }, 1] }] },
  { if: [{ some: [{ var: 'a' }, { '==': [{ var: 'b' }, 1] }] }, { var: 'c' }, 'none'] },
  {
    if: [{ all: [{ var: 'a' }, { '!=': [{ var: 'x' }, 'b'] }] }, { var: 'x' }, { none: [{ var: 'b' }, { var: 'y' }] }],
  },
  { reduce: [{ var: 'a' }, { '+': [{ var: 'accumulator' }, { var: 'current.b' }] }, { var: 'c' }] },
  { reduce: [{ var: 'a' }, { cat: [{ var: 'accumulator' }, { var: 'current' }, { var: 'b' }] }, ''] },
  { map: [{ map: [{ var: 'a' }, { var: 'a' }] }, { some: [{ var: '' }, { var: 'b' }] }] },
  {
    map: [
      { merge: [{ var: 'a' }, { var: 'b' }] },
      { if: [{ var: ['c', 'v'] }, { missing: ['x', 'a'] }, { var: 'v' }] },
    ],
  },
].map(json);

export const LANGUAGES: Readonly<Record<string, Told>> = {
  cel: {
    engine: cel,
    path: 'a.cel',
    told: [
      'c.exists(c, c == a) || c == b',
      'a.filter(x, b.exists_one(a, a == x)).size() == 1 || a == 1.0',
      'a.map(x, x == b, [x, c]).size() == 1 || a == 1.0',
      'has(a.b) && a.b.all(b, b == 1.0) ? b : c',
    ],
    anything: [],
  },
  'json-logic-js': {
    engine: jsonLogicJs,
    path: 'a.json',
    told: ITERATING,
    anything: [json({ map: [{ var: '' }, 1] }), json({ map: [{ var: 'a' }, { var: { var: 'b' } }] })],
  },
  'json-logic-engine': {
    engine: jsonLogicEngine,
    path: 'a.json',
    told: ITERATING,
    anything: [
      json({ map: [{ var: 'a' }, { var: '../../b' }] }),
      json({ map: [{ var: 'a' }, { val: [[2], 'b'] }] }),
      json({ map: [{ var: 'a' }, { var: { var: 'b' } }] }),
    ],
  },
  'cel-bufbuild': {
    engine: celBufbuild,
    path: 'a.cel',
    told: [
      'a.b.c == b ? c["b"] : 1.0',
      'has(a.b) && has(b.c.a) ? string(a.b) : "none"',
      'a.exists(x, x.b == c) || b.all(a, a == 1.0)',
      'a.all(x, x == b)',
      'c.exists(c, c.b == a) || c == b',
      'a.exists(b, b.c == 1.0) || c == 1.0',
      'a.map(x, x.b == c, b).exists(y, y == x || y == v)',
      'a.filter(x, b.exists_one(a, a == x)).size() == 1 || a == 1.0',
      '(c == 1.0 ? b : a).c',
      '(a == 1.0 ? {"b": 1} : b).b',
      'b in a ? a[b] == c : a.b == null',
      'b in a["c"] && a["c"][b] == c',
      'size(a) > 1 || "b" in c || b.size() == 2',
      '[a.b, b].map(x, x == null ? "n" : type(x) == type(1.0) ? "d" : "o")',
      '.a.b == a.c || type(a.b) == string',
      'a.b == null',
    ],
    anything: [],
  },
  'cel-bufbuild with whole numbers': {
    engine: celBufbuild,
    options: { integers: 'int' },
    path: 'a.cel',
    told: [
      'type(a) == int ? a + 1 == 2 : type(b) == int',
      '[a, b.a].filter(x, x == 1).size() + b.c',
      '[a, b].exists(x, x == 1) ? c : b.c',
    ],
    anything: [],
  },
  jsonata: {
    engine: jsonata,
    path: 'a.jsonata',
    told: [
      'a.b.c',
      'a[b=1].c & $string(b)',
      'a[b].c',
      'a[$.b=1]',
      '$[a=1].b',
      'a[b=1]{c: a}',
      'a{"x": "y"}',
      'a.(1)',
      'a.{"x": b, "y": $v}',
      '{"x": a.b, "y": c}',
      'a{b: c}',
      'a.b^(c).a',
      'a^(b).c',
      '[b, c]^($$.a)',
      '$count(a.*) + $count(b.**.c)',
      'a.b[0]',
      '$.a.b & $$.c',
      '$.a',
      '{"x": a}',
      '($x := a.b; $x.c & $x[0])',
      '$sum(a.b.$number()) + $abs(c)',
      '$map(a, function($v, $i) { $v.b = $$.c ? $i : b })',
      '$map(a, $string)',
      'a.b ~> $uppercase',
      'a ~> $substringBefore("b") ~> $length()',
      'a.$uppercase()',
      '$length()',
      'a ~> |b|{"c": 1}, "a"|',
      'a ~> |b[c=$$.b]|{"c": 1}|',
      'a ? b.c : c ?: 1',
      '$exists(a.b) and $boolean(b) or -c > 1 or [a.b, 1..3][1] in c',
      '($f := function($n) { $n <= 1 ? a : $f($n - 1) }; $f(3))',
      '$reduce(a, function($i, $j) { $i & $j.b })',
      '[a.b]',
      'a.b.$',
      'a.$.b',
      'a.`b`[$length() > 0].c',
      '/b/(a)',
      '$params.a + a',
      '$lookup(a, "b") & $keys(b) & $spread(c)',
      'a.$exists(b)',
      '$string(a.b)',
    ],
    anything: [
      '$',
      '*',
      '**',
      '$string()',
      '$keys()',
      '$lookup("a")',
      '$eval("a")',
      '($f := $eval; $f("a"))',
      '$map(["$$.a"], $eval)',
      '($f := $uppercase; a.$f())',
      '[$uppercase]',
      'a.b.%.c',
      'a@$o.b',
      'a#$i.b',
      '$each(function($v) { $v })',
      '($f := $substring(?, 1); $f(a))',
      '($f := function($x)<s-:s> { $x }; a.$f())',
      'a.(function() { $uppercase() })()',
      '$ ~> |a|{"b": 1}|',
      '$sift(function($v) { $v = 1 })',
    ],
  },
  flagd: {
    engine: flagd,
    path: 'flags.json',
    told: [
      flags({ if: [{ '==': [{ var: 'a.b' }, 1] }, 'x', 'y'] }),
      flags({ if: [{ '==': [{ var: 'a' }, 1] }, 'x', 'y'] }),
      flags({
        fractional: [
          ['x', 50],
          ['y', 50],
        ],
      }),
      flags({ fractional: [{ cat: [{ var: '$flagd.flagKey' }, { var: 'a' }] }, ['x', 50], ['y', 50]] }),
      flags({ if: [{ $ref: 'e' }, 'x', 'y'] }, { e: { in: [{ var: 'b' }, [1, 200]] } }),
      flags({ if: [{ some: [{ var: 'a' }, { '>': [{ var: 'b' }, 1] }] }, 'x', null] }),
      flags({ if: [{ missing: ['a.b', 'c'] }, 'x', 'y'] }),
      flags({ if: [{ starts_with: [{ var: 'a' }, 'J'] }, 'x', { var: ['b', 'y'] }] }),
    ],
    anything: [flags({ if: [{ var: '' }, 'x', 'y'] }), flags({ if: [{ var: [{ var: 'a' }] }, 'x', 'y'] })],
  },
  'flagd by the time of a record': {
    engine: flagd,
    options: { timestamp: '/a/b' },
    path: 'flags.json',
    told: [flags({ if: [{ '>': [{ var: '$flagd.timestamp' }, 1] }, 'x', 'y'] })],
    anything: [],
  },
  'json-rules-engine': {
    engine: jsonRulesEngine,
    path: 'rules.json',
    told: [
      rule({ fact: 'a', operator: 'equal', value: 1 }, { fact: 'b', path: '$.c', operator: 'notEqual', value: 2 }),
      rule({ fact: 'a', operator: 'equal', value: { fact: 'b', path: '$.a' } }),
      json({
        rules: [{ conditions: { any: [{ condition: 'e' }] }, event: { type: 'hit' } }],
        conditions: { e: { all: [{ fact: 'c', operator: 'notIn', value: [1, 200] }] } },
      }),
    ],
    anything: [],
  },
  'json-rules-engine without what is missing': {
    engine: jsonRulesEngine,
    options: { undefinedFacts: 'allow' },
    path: 'rules.json',
    told: [rule({ fact: 'a', operator: 'notEqual', value: 1 }, { fact: 'b', operator: 'notEqual', value: 1 })],
    anything: [],
  },
  dmn: {
    engine: dmn,
    path: 'a.dmn',
    told: [
      model('if a = null then b else a'),
      model('a.b'),
      model('count(a)'),
      model('if e = 1 then a else [e, b]', inner),
    ],
    anything: [],
  },
  handlebars: {
    engine: handlebars,
    path: 'a.hbs',
    told: [
      'to {{a.b}} {{{c}}}',
      '{{#if a.b}}{{c}}{{else if b}}{{a.c}}{{else}}none{{/if}}{{#unless c.a includeZero=true}}x{{/unless}}',
      '{{#each a as |x i|}}{{@index}}{{x.b}}{{b}}{{../c}}{{else}}none{{/each}}',
      '{{#with a}}{{b}} {{../b.c}} {{@root.c}}{{this.c}}{{else}}none{{/with}}',
      '{{#with a}}one{{/with}}',
      '{{#with a}}one{{else}}{{b}}{{/with}}',
      '{{#with a}}{{#with b}}{{c}}{{../c}}{{../../b}}{{/with}}{{.}}{{/with}}',
      '{{#with a as |x|}}{{x.b}}{{/with}}',
      '{{#with a as |x|}}{{x}}{{this.x}}{{../x}}{{/with}}{{x}}{{b}}',
      '{{#each a as |x y|}}{{#if c}}{{x.b}}{{y}}{{/if}}{{#with ../b}}{{x}}{{v}}{{/with}}{{else}}{{x}}{{/each}}',
      '{{#each a as |x|}}{{#each x as |y|}}{{x.b}}{{y}}{{else}}{{y}}{{/each}}{{#x}}{{b}}{{/x}}{{lookup x y}}{{/each}}{{c}}',
      '{{#a}}{{b}}{{/a}}{{^b}}{{c}}{{/b}}',
      '{{lookup a "b"}}{{lookup a b}}{{#each (lookup a "c")}}{{this}}{{/each}}',
      '{{"a"}}{{#if true}}{{a.length}}{{/if}}',
      '{{a b}}',
      '{{#each a}}{{#if b}}{{c}}{{@root.b}}{{/if}}{{#each this}}{{../../c}}{{/each}}{{/each}}',
    ],
    anything: [
      '{{this}}',
      '{{#with this}}{{.}}{{/with}}',
      '{{#each a as |if|}}{{if.b}}{{/each}}',
      '{{#each .}}{{@key}}{{/each}}',
      '{{#with a}}{{..}}{{/with}}',
      '{{lookup @root "a"}}',
      '{{#*inline "p"}}{{a}}{{/inline}}{{> p}}',
      '{{#> layout}}x{{/layout}}',
      '{{> (lookup a "b")}}',
    ],
  },
  dotprompt: {
    engine: dotprompt,
    path: 'a.prompt',
    told: [
      '---\nmodel: x\ninput:\n  default: {a: 7}\n---\n{{role "user"}}{{a}} {{json b indent=1}} {{history}} {{media url=c.a}}',
      '{{#ifEquals a b}}{{c.a}}{{else}}{{c.b}}{{/ifEquals}}{{#unlessEquals a 1}}{{b}}{{/unlessEquals}}',
    ],
    anything: ['{{json}}', '{{json this}}'],
  },
  mustache: {
    engine: mustache,
    path: 'a.mustache',
    told: [
      '{{a.b}} {{&c}} {{{b}}}',
      '{{#a}}{{b}}{{c.a}}{{.}}{{/a}}{{^a}}{{b.a}}{{/a}}',
      '{{#a.b}}x{{/a.b}}{{! {{b}} }}{{=<% %>=}}<% c %>{{b}}',
      '{{.}}',
      '{{#.}}{{a}}{{/.}}{{> p}}',
    ],
    anything: [],
  },
  liquid: {
    engine: liquid,
    path: 'a.liquid',
    told: [
      '{{ a.b | append: c.a | upcase }}{{ a["c"] }}',
      '{% for x in a.b limit: c %}{{ x.a }}{{ forloop.index }}{% else %}{{ b }}{% endfor %}',
      '{% if a.size > 1 and b contains "J" %}{{ c.first }}{% elsif c == blank %}{{ b.last.a }}{% else %}{{ b.a }}{% endif %}',
      '{% case a %}{% when b, 200 %}{{ c.b }}{% else %}none{% endcase %}{% unless c %}x{% endunless %}',
      '{% assign y = a.b | default: b %}{{ y }}{% capture z %}{{ c }}{% endcapture %}{{ z }}',
      '{% increment a %}{% decrement b %}',
      '{{ x }}{% for x in a limit: x %}{{ x }}{{ forloop.index }}{% assign y = x %}{% else %}{{ v }}{% endfor %}{{ y }}{{ b }}',
      '{% for x in a %}{{ y }}{% if x.b %}{% continue %}{% endif %}{% assign y = b %}{{ y }}{% endfor %}{{ forloop }}{{ c }}',
      '{% if a %}{% assign x = 1 %}{% endif %}{{ x }}{% if b %}{% assign y = 1 %}{% else %}{% capture y %}{{ c }}{% endcapture %}{% endif %}{{ y }}',
      '{% assign a = a.b %}{{ a }}{% increment a %}{{ a[b].c }}{% assign b = 1 %}{{ a[b] }}',
      '{% case a %}{% when 1 %}{% assign x = 1 %}{% when b %}{% assign x = 2 %}{% else %}{% assign x = 3 %}{% endcase %}{{ x }}{{ c }}',
      '{% unless a %}{% assign x = 1 %}{% else %}{% assign x = b %}{% endunless %}{{ x }}{% tablerow y in c %}{{ y.a }}{{ v }}{% endtablerow %}{{ y }}',
      '{% capture x %}{{ x }}{% assign v = a %}{% endcapture %}{{ x }}{{ v }}{% cycle b, y %}',
      '{% cycle a, b.c %}{% cycle a: 1, 2 %}{% tablerow x in b cols: c %}{{ x }}{% endtablerow %}',
      '{{ a.size }}',
      '{{ (1..a.b).size }}{{ a[b.c].a }}{{ "s".size }}{{ a | map: "b" | join }}{{ b | where: "a", c }}',
      '{{ y }}{% assign y = 1 %}{% liquid\n assign a = b\n echo a\n echo c.a\n%}{% comment %}{{ x }}{% endcomment %}',
      '{% for i in (1..b) reversed %}{{ a.b }}{% break %}{% endfor %}{% echo c | default: a, allow_false: b %}{{ size }}',
    ],
    anything: [
      '{{ [a.b].c }}',
      '{{ a | where_exp: "x", "x.b == c" }}',
      '{% render a %}',
      '{%- include "x" %}',
      '{% liquid\n render "x"\n%}',
    ],
  },
  jinja: {
    engine: jinja,
    path: 'a.j2',
    told: [
      '{{ a.b }} {{ c["a"] }}',
      '{% for x in a if x != b %}{{ loop.index }}{{ x.b }}{% else %}{{ c }}{% endfor %}',
      '{% set y = a %}{% if y is defined and b is mapping %}{{ y ~ c }}{% elif c[0] %}x{% endif %}',
      '{% macro m(a, q=c) %}{{ a }}{{ q }}{% endmacro %}{{ m(b) }}',
      '{% set ns = namespace(x=a) %}{{ ns.x }}{{ b | tojson }}{{ c | default("d") }}{{ (a if b else c) }}',
      '{{ a[b] }}',
      '{{ a | default(b) }}',
      '{{ x }}{% for x in a %}{{ x }}{{ loop.index }}{% endfor %}{{ y }}{% set y = b %}{{ y }}',
      '{% for x in a %}{{ y }}{% set y = x %}{% else %}{{ x }}{% endfor %}{{ y }}',
      '{% for x in x %}{{ x }}{% for x in [x] if x != v %}{{ x }}{% endfor %}{% endfor %}{{ loop }}',
      '{% if a %}{% set x = 1 %}{% endif %}{{ x }}{% if b %}{% set y = 1 %}{% else %}{% set y = c %}{% endif %}{{ y }}',
      '{% set x = x %}{{ x }}{% set y %}{{ a }}{% set v = b %}{% endset %}{{ y }}{{ v }}',
      '{% macro m(x, q=y) %}{{ x }}{{ q }}{{ v }}{% set c = 1 %}{% endmacro %}{% set v = a %}{{ m(b) }}{{ c }}',
      '{% set v = 1 %}{% macro m() %}{{ v }}{{ caller(a) }}{% endmacro %}{% call(x) m() %}{{ x }}{{ v }}{{ y }}{% endcall %}{{ x }}',
      '{% for x, y in [[a, b]] %}{{ x }}{{ y }}{% endfor %}{% for v in [a] %}{{ y }}{% if b %}{% continue %}{% endif %}{% set y = v %}{% endfor %}',
      '{% set ns = namespace(x=a) %}{% for x in [1] %}{% set ns.x = y %}{% endfor %}{{ ns.x }}{{ m }}{% macro m() %}{% endmacro %}',
      '{% filter replace("b", y) %}{% set y = a %}{{ x }}b{% endfilter %}{{ y }}',
      '{{ {"k": c, "b": 1} | tojson }}',
      '{{ a }}{{ range(3) | join("a") }}{{ not true }}{{ c[0:b] if c is string else b }}',
    ],
    anything: [],
  },
};
