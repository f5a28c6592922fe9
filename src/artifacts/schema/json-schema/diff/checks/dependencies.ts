/** `dependentRequired`, `dependentSchemas`, and `dependencies`, which was both before 2019-09. */
import { isObject, isSchema, own, strings } from '../../keywords.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import { inner, namesIn, type View } from '../view.ts';

export function checkDependencies(pair: Pair): Finding[] {
  return [...checkNames(pair), ...checkSchemas(pair)];
}

function checkNames(pair: Pair): Finding[] {
  const base = namesByTrigger(pair.base);
  const head = namesByTrigger(pair.head);
  const added = head.filter((row) => !base.some((other) => same(row, other)));
  const removed = base.filter((row) => !head.some((other) => same(row, other)));
  return [
    ...added.map((row) =>
      inHead(pair, 'dependent-required-added', row.tokens, `${row.trigger} now requires ${row.name} beside it`),
    ),
    ...removed.map((row) =>
      inBase(pair, 'dependent-required-removed', row.tokens, `${row.trigger} no longer requires ${row.name} beside it`),
    ),
  ];
}

function checkSchemas(pair: Pair): Finding[] {
  const base = schemasByTrigger(pair.base);
  const head = schemasByTrigger(pair.head);
  const findings: Finding[] = [];
  for (const [trigger, tokens] of head) {
    const place = inner(pair.head, ...tokens);
    const before = base.get(trigger);
    const message = `${trigger} now makes demands on the object`;
    if (before) findings.push(...pair.compare(inner(pair.base, ...before), place));
    else findings.push(inHead(pair, 'dependent-schema-added', tokens, message, pair.relate(undefined, place)));
  }
  for (const [trigger, tokens] of base) {
    if (head.has(trigger)) continue;
    const effects = pair.relate(inner(pair.base, ...tokens), undefined);
    const message = `${trigger} no longer makes demands on the object`;
    findings.push(inBase(pair, 'dependent-schema-removed', tokens, message, effects));
  }
  return findings;
}

interface Row {
  readonly trigger: string;
  readonly name: string;
  readonly tokens: readonly string[];
}

function same(a: Row, b: Row): boolean {
  return a.trigger === b.trigger && a.name === b.name;
}

function namesByTrigger(view: View): Row[] {
  return ['dependentRequired', 'dependencies'].flatMap((keyword) => {
    const map = own(view.constraints, keyword);
    return namesIn(view, keyword).flatMap((trigger) =>
      strings(isObject(map) ? map[trigger] : undefined).map((name, index) => ({
        trigger,
        name,
        tokens: [keyword, trigger, String(index)],
      })),
    );
  });
}

function schemasByTrigger(view: View): ReadonlyMap<string, readonly string[]> {
  const places = ['dependencies', 'dependentSchemas'].flatMap((keyword) =>
    namesIn(view, keyword)
      .map((trigger) => [keyword, trigger] as const)
      .filter((tokens) => isSchema(inner(view, ...tokens)?.schema)),
  );
  return new Map(places.map((tokens) => [tokens[1], tokens]));
}
