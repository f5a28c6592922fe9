/** What a contract declares and a replay does not check, since nothing recorded tells: said, so that no green hides it. */
import type { Problem } from '../../../errors.ts';
import { listed, ownTarget } from './across.ts';
import { type Column, type Key, problemAt, type Rule, type Spot, type Table } from './model.ts';
import { otherTarget, type Related, unledTo } from './related.ts';

export function uncheckedOf(table: Table, related: Related): Problem[] {
  const { name, spot, relationships, rules } = table;
  const others = relationships.filter((one) => !ownTarget(one, table) && !otherTarget(one, related));
  const idle = unledTo(table, related);
  return [
    ...warning(
      `${name}: relationships are not checked by replay, which sees other tables by \`related\` in weir.yml alone`,
      others,
    ),
    ...said(`${name}: \`related\` in weir.yml names tables to which no relationship leads`, idle, spot),
    ...ruleWarning(`${name}: not checked by replay`, rules),
    ...ruleWarning(`${name}: values of types that Weir does not know are not checked`, unknownTypes(table.columns)),
  ];
}

function warning(message: string, keys: readonly Key[]): Problem[] {
  return said(message, keys.map(listed), keys[0]?.spot);
}

function ruleWarning(message: string, rules: readonly Rule[]): Problem[] {
  return said(
    message,
    rules.map(({ text }) => text),
    rules[0]?.spot,
  );
}

/** More are only counted. */
const MOST = 5;

function said(message: string, texts: readonly string[], spot: Spot | undefined): Problem[] {
  if (!spot || texts.length === 0) return [];
  const more = texts.length - MOST;
  const listed = more > 0 ? `${texts.slice(0, MOST).join(', ')} and ${more} more` : texts.join(', ');
  return [{ ...problemAt(spot), message: `${message}: ${listed}` }];
}

function unknownTypes(columns: ReadonlyMap<string, Column>): Rule[] {
  return [...columns.values()].flatMap(({ name, type }) =>
    type?.type.kind === 'other' ? [{ text: `${name} ${type.type.name}`, spot: type.spot }] : [],
  );
}
