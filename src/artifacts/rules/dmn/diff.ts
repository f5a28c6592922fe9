/** The difference of two models in the words of those who draw them: rows and cells of tables, expressions, what requires what. */

import { placeAt } from '../../../document/place-at.ts';
import { toText } from '../../content.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import type { Language } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import { type Change, changesBetween, nameWithin, type Span } from './changes.ts';
import { all, type Definitions, nameOf, one, readDefinitions } from './definitions.ts';
import { attributesOf, textOf } from './meaning.ts';
import { policyOf } from './policy.ts';
import type { Element } from './xml.ts';

type Id = Pick<Engine, 'id' | 'version' | 'kind'>;

/** Every edit is risky: a decision accepts and rejects nothing by itself. Throws ArtifactError where a side does not parse. */
export function diff({ id, version, kind }: Id, base: Artifact, head: Artifact): Edit[] {
  return [...head.files.keys()].flatMap((file, at) => {
    const before = at === 0 ? ([...base.files.keys()][0] ?? file) : file;
    if (!base.files.has(before)) return [];
    return withinStack(file, () => {
      const [from, to] = [readDefinitions(base, before), readDefinitions(head, file)];
      return changesBetween(from, to).map((change) => ({
        artifact: file,
        kind,
        engine: `${id}@${version}`,
        ...placed(change, to),
        compatibility: 'risky' as const,
        ...said(change),
      }));
    });
  });
}

export const language: Language<Change> = {
  patch(base, head) {
    return withinStack(head.path, () => {
      const [from, to] = [base, head].map(({ path, content }) => {
        const files = new Map([[path, toText(content, path)]]);
        return readDefinitions({ path, kind: 'rules', files }, path);
      }) as [Definitions, Definitions];
      const changes = changesBetween(from, to);
      return { changes, path: base.path, write: (isApplied) => spliced(from.xml, to.xml, changes.filter(isApplied)) };
    });
  },
};

/** Of several that begin at one place, the first comes first. */
function spliced(base: string, head: string, changes: readonly Change[]): string {
  const splices = changes.flatMap((change) => change.splices);
  splices.sort((a, b) => a.from[0] - b.from[0] || a.from[1] - b.from[1]);
  let text = '';
  let at = 0;
  for (const { from, to } of splices) {
    text += base.slice(at, from[0]) + head.slice(...to);
    at = from[1];
  }
  return text + base.slice(at);
}

/** Lines in the head file. */
function placed({ kind, head }: Change, { xml }: Definitions): Pick<Edit, 'lines'> {
  const { start, inside, end } = head.at(-1) as Element;
  const [from, to]: Span = kind === 'attributes' ? [start, inside] : [start, end];
  return { lines: [placeAt(xml, from).line, placeAt(xml, Math.max(from, to - 1)).line] };
}

function said({ kind, base, head }: Change): Pick<Edit, 'selector' | 'change' | 'message'> {
  const path = kind === 'removed' ? base : head;
  const selector = whatOf(path);
  const [from, to] = [base.at(-1) as Element, head.at(-1) as Element];
  const name = kindOf(path);
  switch (kind) {
    case 'added':
      return { selector, change: `${name}-added`, message: `${selector} added${shown(to, head)}` };
    case 'removed':
      return { selector, change: `${name}-removed`, message: `${selector} removed${shown(from, base)}` };
    case 'moved':
      return { selector, change: 'row-moved', message: `${selector} moved${shown(to, head)}` };
    case 'columns':
      return {
        selector,
        change: 'columns-changed',
        message: `${selector}: columns ${columnsOf(from)} became ${columnsOf(to)}`,
      };
    case 'namespaces':
      return { selector, change: 'model-changed', message: 'the model says something else, and in other namespaces' };
    case 'attributes':
      return { selector, change: `${name}-changed`, message: `${selector}: ${attributesSaid(from, to)}` };
    case 'changed':
      if (
        textOf(from) === undefined &&
        textOf(to) === undefined &&
        from.name === to.name &&
        attributesSaid(from, to) !== ''
      )
        return { selector, change: `${name}-changed`, message: `${selector}: ${attributesSaid(from, to)}` };
      return { selector, change: `${name}-changed`, message: `${selector}: ${brief(from)} became ${brief(to)}` };
    default:
      return kind satisfies never;
  }
}

const NODES: ReadonlyMap<string, string> = new Map([
  ['decision', 'decision'],
  ['businessKnowledgeModel', 'knowledge'],
  ['decisionService', 'service'],
  ['inputData', 'input'],
  ['itemDefinition', 'type'],
  ['import', 'import'],
]);

/** `decision "Fees", row 3, amount` */
function whatOf(path: readonly Element[]): string {
  const words = path.slice(1).flatMap((element, at) => {
    const holder = path[at] as Element;
    const node = NODES.get(element.name);
    if (node !== undefined && at === 0) return [`${node} "${nameOf(element)}"`];
    if (element.name === 'rule') return [`row ${all(holder, 'rule').indexOf(element) + 1}`];
    if (element.name === 'inputEntry' || element.name === 'outputEntry')
      return [titleOf(element, holder, path[at - 1])];
    if (element.name === 'input' || element.name === 'output') return [`column ${columnTitle(element)}`];
    if (/Requirement$/.test(element.name)) return [`requirement ${nameWithin(element)}`];
    if (/^(?:contextEntry|itemComponent|binding|formalParameter)$/.test(element.name))
      return [nameWithin(element) || 'the result'];
    return element.name === 'invocation' ? ['the call'] : [];
  });
  return words.join(', ') || 'the model';
}

/** A stable name for what an edit is about. */
function kindOf(path: readonly Element[]): string {
  const { name } = path.at(-1) as Element;
  if (name === 'rule') return 'row';
  if (name === 'inputEntry' || name === 'outputEntry') return 'cell';
  if (name === 'decisionTable') return 'table';
  if (name === 'input' || name === 'output') return 'column';
  if (/Requirement$|^required|^(?:output|encapsulated|input)Decision$/.test(name)) return 'requirement';
  if (/^(?:itemDefinition|itemComponent|typeRef|allowedValues|functionItem|variable)$/.test(name)) return 'type';
  return NODES.get(name) ?? 'expression';
}

function titleOf(cell: Element, row: Element, table: Element | undefined): string {
  const at = all(row, cell.name).indexOf(cell);
  const column = table && all(table, cell.name === 'inputEntry' ? 'input' : 'output')[at];
  return column ? columnTitle(column) : `column ${at + 1}`;
}

/** What a column is about: its expression, its name, its label. */
function columnTitle(column: Element): string {
  const expression = one(column, 'inputExpression');
  return (expression && textOf(expression)) || nameOf(column) || column.attributes.label || 'result';
}

function columnsOf(table: Element): string {
  return cut([...all(table, 'input'), ...all(table, 'output')].map(columnTitle).join(', '));
}

/** `hitPolicy FIRST became UNIQUE` */
function attributesSaid(base: Element, head: Element): string {
  const [from, to] = [attributesOf(base), attributesOf(head)];
  const names = [...new Set([...from.keys(), ...to.keys()])].filter((name) => from.get(name) !== to.get(name));
  if (names.some((name) => name === 'hitPolicy' || name === 'aggregation'))
    return `hit policy ${policyOf(base)} became ${policyOf(head)}`;
  return names.map((name) => `${name} ${from.get(name) ?? 'nothing'} became ${to.get(name) ?? 'nothing'}`).join(', ');
}

/** Of a row what it says. */
function shown(element: Element, path: readonly Element[]): string {
  if (element.name !== 'rule') return '';
  const table = path.at(-2);
  const part = (name: string): string =>
    all(element, name)
      .map((cell) => [titleOf(cell, element, table), textOf(cell) ?? ''] as const)
      .filter(([, text]) => text !== '')
      .map((cell) => cell.join(' '))
      .join(', ');
  return ` (${cut(`${part('inputEntry') || 'anything'} → ${part('outputEntry') || 'nothing'}`)})`;
}

function brief(element: Element): string {
  const text = textOf(element) ?? element.attributes.href;
  if (text !== undefined) return text === '' ? 'nothing' : `\`${cut(text)}\``;
  return `a ${element.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

const LONGEST = 80;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
