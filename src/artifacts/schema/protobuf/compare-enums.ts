/** What differs in one enum. */
import { isNarrower } from './compare-messages.ts';
import { type Encoding, type Finding, finding, type Rule } from './finding.ts';
import type { EnumModel, EnumValue } from './model.ts';
import { hasNumber, released, whatIsReserved } from './ranges.ts';

export function compareEnums(base: EnumModel, head: EnumModel): Finding[] {
  return [...compareValues(base, head), ...compareReserved(base, head), ...compareKind(base, head)];
}

function compareValues(base: EnumModel, head: EnumModel): Finding[] {
  const found: Finding[] = [];
  for (const [number, before] of base.values) {
    const after = head.values.get(number) ?? [];
    const [first] = before;
    if (!first) continue;
    if (after.length === 0) {
      found.push(removed(first.name, number, head));
      continue;
    }
    const gone = before.filter(({ name }) => after.every((one) => one.name !== name));
    const fresh = after.filter(({ name }) => before.every((one) => one.name !== name));
    const [to] = fresh;
    if (gone.length === 0) {
      found.push(...fresh.map((value) => added(value, head, `another name of number ${number}`)));
      continue;
    }
    const said = `value ${names(gone)} of ${head.name} ${to ? `renamed to ${names(fresh)}, number ${number} as before` : `is ${names(after)} alone`}`;
    found.push(
      finding('value-renamed', `${head.name}.${(to ?? after[0] ?? first).name}`, said, to ?? after[0] ?? head, {
        rules: ['ENUM_VALUE_SAME_NAME'],
        ...{ accepts: 'json', rejects: 'json', shifts: true },
      }),
    );
  }
  const fresh = [...head.values].filter(([number]) => !base.values.has(number));
  return [...found, ...fresh.flatMap(([number, all]) => all.map((value) => added(value, head, `number ${number}`)))];
}

/** Whoever reads with base does not know it: refuses the JSON, and of a closed enum the number. */
function added(value: EnumValue, { name: of, isClosed }: EnumModel, said: string): Finding {
  const accepts: Encoding = isClosed ? 'both' : 'json';
  return finding('value-added', `${of}.${value.name}`, `value ${value.name} of ${of} added (${said})`, value, {
    accepts,
  });
}

function removed(name: string, number: number, head: EnumModel): Finding {
  const reserved = whatIsReserved(head.reserved, number, name);
  const rules: Rule[] = [
    'ENUM_VALUE_NO_DELETE',
    ...(hasNumber(head.reserved, number) ? [] : ['ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED' as const]),
    ...(head.reserved.names.has(name) ? [] : ['ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED' as const]),
  ];
  const rejects: Encoding = head.isClosed ? 'both' : 'json';
  const said = `value ${name} of ${head.name} removed, ${reserved}`;
  return finding('value-removed', `${head.name}.${name}`, said, head, { rules, rejects, shifts: true });
}

function compareReserved(base: EnumModel, head: EnumModel): Finding[] {
  const at = head.reserved.place ?? head;
  const [gone, fresh] = [released(base.reserved, head.reserved), released(head.reserved, base.reserved)];
  return [
    ...(gone.length > 0
      ? [
          finding('reserved-removed', head.name, `${head.name}: ${gone.join(', ')} no longer reserved`, at, {
            rules: ['RESERVED_ENUM_NO_DELETE'],
          }),
        ]
      : []),
    ...(fresh.length > 0
      ? [finding('reserved-added', head.name, `${head.name}: ${fresh.join(', ')} reserved`, at)]
      : []),
  ];
}

function compareKind(base: EnumModel, head: EnumModel): Finding[] {
  const { name } = head;
  const found: Finding[] = [];
  if (base.isClosed !== head.isClosed) {
    const [change, said] = head.isClosed ? (['enum-closed', 'closed'] as const) : (['enum-opened', 'open'] as const);
    const more = {
      rejects: head.isClosed ? 'both' : 'none',
      accepts: head.isClosed ? 'none' : 'both',
      shifts: true,
    } as const;
    found.push(finding(change, name, `enum ${name} is ${said} now`, head, { rules: ['ENUM_SAME_TYPE'], ...more }));
  }
  if (isNarrower(base, head)) {
    found.push(
      finding('enum-option-changed', name, `${name}: json_format changed`, head, { rules: ['ENUM_SAME_JSON_FORMAT'] }),
    );
  }
  return found;
}

function names(values: readonly { readonly name: string }[]): string {
  return values.map(({ name }) => name).join(', ');
}
