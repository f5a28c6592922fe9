/** Whether paths, as outlines tell them, lead to something in documents. */

/** Whether the path leads to something in any of the documents. */
export function isThere(documents: readonly unknown[], path: readonly string[]): boolean {
  return documents.some((document) => leads(document, path));
}

/** A name among items of a list is looked for in each: that is how JSONata reads lists. */
function leads(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return value !== undefined;
  if (Array.isArray(value) && !/^\d+$/.test(first)) return value.some((item) => leads(item, path));
  return typeof value === 'object' && value !== null && Object.hasOwn(value, first)
    ? leads((value as Readonly<Record<string, unknown>>)[first], rest)
    : false;
}
