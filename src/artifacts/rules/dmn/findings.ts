/** What the rows of a model's tables leave open or say twice, found as it is for decision tables, where cells are as plain as theirs. */

import { placeAt } from '../../../document/place-at.ts';
import type { Problem } from '../../../errors.ts';
import { CellError, type CellTest, parseCell, parseValue } from '../decision-table/cell.ts';
import { findingsIn } from '../decision-table/findings.ts';
import { policyOf as hitPolicyNamed } from '../decision-table/hit-policy.ts';
import type { Row, Table } from '../decision-table/table.ts';
import { all, type Definitions, nameOf, one, problemAt } from './definitions.ts';
import { policyOf } from './policy.ts';
import type { Element } from './xml.ts';

export function tableFindings(definitions: Definitions): Problem[] {
  return definitions.nodes.flatMap(({ kind, name, element }) => {
    if (kind !== 'decision' && kind !== 'businessKnowledgeModel') return [];
    return tablesIn(element).flatMap((table) => {
      const read = tableOf(table, definitions);
      if (!read) return [];
      const rules = all(table, 'rule');
      return findingsIn(read).map(({ message, row }) =>
        problemAt(definitions, (row && rules[row.number - 1]?.start) ?? table.start, `"${name}": ${message}`),
      );
    });
  });
}

function tablesIn(element: Element): Element[] {
  return element.name === 'decisionTable' ? [element] : element.children.flatMap(tablesIn);
}

/** Undefined where a cell is more than values and ranges: what it accepts is known only when it is asked. */
function tableOf(element: Element, { file, xml }: Definitions): Table | undefined {
  const hit = hitPolicyNamed(policyOf(element));
  if (!hit) return undefined;
  const inputs = all(element, 'input').map((input) => {
    const expression = one(input, 'inputExpression');
    const name = (expression && one(expression, 'text')?.text.trim()) || (input.attributes.label ?? '?');
    const values =
      valuesIn(one(input, 'inputValues')) ??
      (/^boolean$/i.test(expression?.attributes.typeRef ?? '') ? [true, false] : undefined);
    return { name, path: [name], values };
  });
  const outputs = all(element, 'output').map((output) => ({
    name: nameOf(output),
    values: valuesIn(one(output, 'outputValues')),
  }));
  const rows: Row[] = [];
  for (const [index, rule] of all(element, 'rule').entries()) {
    const tests = all(rule, 'inputEntry').map((cell) => cellOf(one(cell, 'text')?.text ?? ''));
    if (!tests.every((test) => test !== undefined) || tests.length !== inputs.length) return undefined;
    const results = all(rule, 'outputEntry').map((cell) => one(cell, 'text')?.text.trim() ?? '');
    const lines = [placeAt(xml, rule.start).line, placeAt(xml, rule.end).line] as const;
    rows.push({ number: index + 1, name: `row ${index + 1}`, lines, tests, results });
  }
  if (rows.length === 0) return undefined;
  const defaults = all(element, 'output').map((output) => one(output, 'defaultOutputEntry'));
  const otherwise = defaults.some(Boolean) ? defaults.map((value) => value?.text) : undefined;
  const line = placeAt(xml, element.start).line;
  return { file, hit, inputs, outputs, rows, otherwise, settingLines: { table: [line, line] } };
}

/** Numbers, truth values, texts in quotes, and ranges of these; in FEEL a bare word is a name. */
const PLAIN = /^(?:"(?:[^"\\]|\\.)*"|not\s*(?=\()|true|false|null|-?\d+(?:\.\d+)?|\.\.|<=|>=|[<>,\-()[\]\s])*$/;

function cellOf(text: string): CellTest | undefined {
  if (!PLAIN.test(text.trim())) return undefined;
  try {
    return parseCell(text);
  } catch (error) {
    if (error instanceof CellError) return undefined;
    throw error;
  }
}

/** Undefined where they are not listed one by one. */
function valuesIn(element: Element | undefined): readonly unknown[] | undefined {
  const said = element && one(element, 'text')?.text.trim();
  if (!said) return undefined;
  const parts =
    said
      .match(/"(?:[^"\\]|\\.)*"|[^,]+/g)
      ?.map((part) => part.trim())
      .filter(Boolean) ?? [];
  const isPlain = parts.every((part) => /^(?:"(?:[^"\\]|\\.)*"|true|false|-?\d+(?:\.\d+)?)$/.test(part));
  return isPlain && parts.length > 0 ? parts.map(parseValue) : undefined;
}
