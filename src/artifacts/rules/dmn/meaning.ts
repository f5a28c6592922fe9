/** What an element of a model says: the same text for elements that decide the same, however they are written and drawn. */
import { nameOf } from './definitions.ts';
import type { Element } from './xml.ts';

/** Elements that say something to people or to those who draw. */
const SILENT: ReadonlySet<string> = new Set([
  'description',
  'question',
  'allowedAnswers',
  'extensionElements',
  'extensionAttributes',
  'knowledgeSource',
  'authorityRequirement',
  'annotation',
  'annotationEntry',
  'textAnnotation',
  'association',
  'group',
  'organizationUnit',
  'performanceIndicator',
  'elementCollection',
  'businessContextElement',
]);

/** Attributes that count, with what they are where they are not written. */
const COUNTING: ReadonlyMap<string, string> = new Map([
  ['name', ''],
  ['namespace', ''],
  ['typeRef', ''],
  ['outputTypeRef', ''],
  ['hitPolicy', 'UNIQUE'],
  ['aggregation', ''],
  ['isCollection', 'false'],
  ['href', ''],
  ['expressionLanguage', ''],
  ['iteratorVariable', ''],
  ['kind', 'FEEL'],
]);

/** Parents whose children have no order. */
const UNORDERED: ReadonlySet<string> = new Set([
  'definitions',
  'decision',
  'businessKnowledgeModel',
  'itemDefinition',
  'itemComponent',
  'invocation',
]);

export function partsOf({ children }: Element): readonly Element[] {
  return children.filter(({ name }) => !name.includes(':') && !SILENT.has(name));
}

/** `hitPolicy=FIRST`, in one order, those left out that are as if they were not written. */
export function attributesOf({ name: element, attributes }: Element): ReadonlyMap<string, string> {
  const found = [...COUNTING].flatMap(([name, usual]) => {
    // What a model is called and lies under, only who imports it asks.
    if (element === 'definitions' && name === 'name') return [];
    const value = (attributes[name] ?? '').trim().replace(/\s+/g, ' ');
    return value === '' || value === usual ? [] : [[name, value.replace(/^feel:/, '')] as const];
  });
  return new Map(found);
}

/** An expression that stands in a `text`, by its tokens. */
export function textOf(element: Element): string | undefined {
  const text = element.name === 'text' ? element : element.children.find(({ name }) => name === 'text');
  if (text) return tokensOf(text.text);
  return partsOf(element).length === 0 && element.text.trim() !== '' ? tokensOf(element.text) : undefined;
}

/** Texts are kept, comments are nothing, numbers are what they are, and blanks part only words. */
function tokensOf(text: string): string {
  const said = text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|(?<![\w.])\d+(?:\.\d+)?(?![\w.])|\s+/g, (token) => {
      if (token.startsWith('"')) return token;
      if (/^\d/.test(token)) return token.length > 15 ? token : String(Number(token));
      return ' ';
    })
    .replace(/"(?:[^"\\]|\\.)*"|\s*([<>=,()[\]{}]+|\.\.)\s*/g, (token, sign) => sign ?? token)
    .trim();
  return said === '-' ? '' : said;
}

/** A memo of what elements say; `nameOf` of what an href leads to stands for its id. */
export function sayer(root: Element): (element: Element) => string {
  const names = new Map(root.children.map((node) => [`#${node.attributes.id}`, `${node.name} ${nameOf(node)}`]));
  const known = new Map<Element, string>();
  const say = (element: Element): string => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const attributes = [...attributesOf(element)].map(([name, value]) => [name, names.get(value) ?? value]);
    const parts = partsOf(element).map(say);
    if (UNORDERED.has(element.name)) parts.sort();
    const said = JSON.stringify([element.name, attributes, textOf(element) ?? parts]);
    known.set(element, said);
    return said;
  };
  return say;
}
