/** What differs in one message: which fields come, go and change their names, its oneofs, and what it sets aside. */
import { compareField } from './compare-field.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import type { FieldModel, MessageModel } from './model.ts';
import { hasNumber, released, whatIsReserved } from './ranges.ts';
import { isSameOnWire } from './wire.ts';

type NameAt = (name: string) => string;

export function compareMessages(base: MessageModel, head: MessageModel, nameAt: NameAt): Finding[] {
  return [
    ...compareFields(base, head, nameAt),
    ...compareOneofs(base, head),
    ...compareReserved(base, head),
    ...compareOptions(base, head),
  ];
}

function compareFields(base: MessageModel, head: MessageModel, nameAt: NameAt): Finding[] {
  const found: Finding[] = [];
  const moved = new Set<number>();
  for (const field of base.fields.values()) {
    const now = head.fields.get(field.number);
    if (now) {
      found.push(...(isReused(field, now, head, nameAt) ? [reused(field, now, head)] : []));
      found.push(...compareField(field, now, head.name, nameAt));
      continue;
    }
    const other = [...head.fields.values()].find(({ name, number }) => name === field.name && !base.fields.has(number));
    if (other) moved.add(other.number);
    found.push(other ? renumbered(field, other, head) : removed(field, head));
  }
  const fresh = [...head.fields.values()].filter(({ number }) => !base.fields.has(number) && !moved.has(number));
  return [...found, ...fresh.map((field) => added(field, head.name))];
}

/** Another name and another type: nothing of the old field is left but its number. */
function isReused(base: FieldModel, head: FieldModel, message: MessageModel, nameAt: NameAt): boolean {
  const type = { ...base.type, name: nameAt(base.type.name) };
  if (base.name === head.name || base.extension || head.extension) return false;
  return !isSameOnWire(type, head.type) || [...message.fields.values()].some(({ name }) => name === base.name);
}

function reused(base: FieldModel, head: FieldModel, { name }: MessageModel): Finding {
  const message = `${name}: number ${base.number} of ${base.name} is now that of ${head.name}`;
  return finding('number-reused', `${name}.${head.name}`, message, head, {
    rejects: 'both',
    accepts: 'both',
    shifts: true,
  });
}

function renumbered(base: FieldModel, head: FieldModel, message: MessageModel): Finding {
  const type = base.shown === head.shown ? '' : `, and its type ${base.shown} became ${head.shown}`;
  const said = `${message.name}.${base.name}: number ${base.number} became ${head.number}${type}`;
  const required: Rule[] = [base, head].some(({ cardinality }) => cardinality === 'required')
    ? ['MESSAGE_SAME_REQUIRED_FIELDS']
    : [];
  const rules = [...deleted(base, message), ...required];
  return finding('field-renumbered', `${message.name}.${head.name}`, said, head, {
    rules,
    // As binary; JSON has no numbers.
    ...{ rejects: 'both', accepts: 'both', shifts: true },
  });
}

function removed(field: FieldModel, head: MessageModel): Finding {
  const selector = `${head.name}.${field.name}`;
  if (field.extension) {
    const rules: Rule[] = ['EXTENSION_NO_DELETE', 'PACKAGE_EXTENSION_NO_DELETE'];
    return finding('extension-removed', field.extension, `extension ${field.extension} of ${head.name} removed`, head, {
      rules,
      shifts: true,
    });
  }
  const isRequired = field.cardinality === 'required';
  const reserved = whatIsReserved(head.reserved, field.number, field.name);
  const rules = [...deleted(field, head), ...(isRequired ? ['MESSAGE_SAME_REQUIRED_FIELDS' as const] : [])];
  const message = `${isRequired ? 'required ' : ''}${selector} removed, ${reserved}`;
  return finding('field-removed', selector, message, head, {
    rules,
    accepts: isRequired ? 'both' : 'none',
    shifts: true,
  });
}

function deleted({ number, name }: FieldModel, { reserved }: MessageModel): Rule[] {
  return [
    'FIELD_NO_DELETE',
    ...(hasNumber(reserved, number) ? [] : ['FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED' as const]),
    ...(reserved.names.has(name) ? [] : ['FIELD_NO_DELETE_UNLESS_NAME_RESERVED' as const]),
  ];
}

function added(field: FieldModel, message: string): Finding {
  const { shown, number, cardinality, extension } = field;
  const selector = extension ?? `${message}.${field.name}`;
  const said = `${shown}, number ${number}`;
  if (extension)
    return finding('extension-added', selector, `extension ${extension} of ${message} added (${said})`, field);
  if (cardinality !== 'required') return finding('field-added', selector, `${selector} added (${said})`, field);
  const more = { rules: ['MESSAGE_SAME_REQUIRED_FIELDS'], rejects: 'both' } as const;
  return finding('field-added', selector, `required ${selector} added (${said})`, field, more);
}

function compareOneofs(base: MessageModel, head: MessageModel): Finding[] {
  const gone = [...base.oneofs.keys()].filter((name) => !head.oneofs.has(name));
  const fresh = [...head.oneofs].filter(([name]) => !base.oneofs.has(name));
  return [
    ...gone.map((name) =>
      finding('oneof-removed', `${head.name}.${name}`, `oneof ${head.name}.${name} removed`, head, {
        rules: ['ONEOF_NO_DELETE'],
      }),
    ),
    ...fresh.map(([name, place]) =>
      finding('oneof-added', `${head.name}.${name}`, `oneof ${head.name}.${name} added`, place),
    ),
  ];
}

function compareReserved(base: MessageModel, head: MessageModel): Finding[] {
  const at = head.reserved.place ?? head;
  const [gone, fresh] = [released(base.reserved, head.reserved), released(head.reserved, base.reserved)];
  const [closed, opened] = [released(base.extensions, head.extensions), released(head.extensions, base.extensions)];
  const { name } = head;
  const say = (verb: string, what: readonly string[]) => `${name}: ${what.join(', ')} ${verb}`;
  return [
    ...(gone.length > 0
      ? [
          finding('reserved-removed', name, say('no longer reserved', gone), at, {
            rules: ['RESERVED_MESSAGE_NO_DELETE'],
          }),
        ]
      : []),
    ...(fresh.length > 0 ? [finding('reserved-added', name, say('reserved', fresh), at)] : []),
    ...(closed.length > 0
      ? [
          finding('extensions-narrowed', name, say('no longer for extensions', closed), at, {
            rules: ['EXTENSION_MESSAGE_NO_DELETE'],
          }),
        ]
      : []),
    ...(opened.length > 0 ? [finding('extensions-widened', name, say('now for extensions', opened), at)] : []),
  ];
}

function compareOptions(base: MessageModel, head: MessageModel): Finding[] {
  const rules: Rule[] = [];
  if (isNarrower(base, head)) rules.push('MESSAGE_SAME_JSON_FORMAT');
  if (!base.hidesDescriptor && head.hidesDescriptor) rules.push('MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR');
  const name = (rule: Rule) =>
    rule === 'MESSAGE_SAME_JSON_FORMAT' ? 'json_format' : 'no_standard_descriptor_accessor';
  return rules.map((rule) =>
    finding('message-option-changed', head.name, `${head.name}: ${name(rule)} changed`, head, { rules: [rule] }),
  );
}

/** Its JSON is no longer promised. */
export function isNarrower(base: { readonly jsonFormat: string }, head: { readonly jsonFormat: string }): boolean {
  return base.jsonFormat === 'ALLOW' && head.jsonFormat !== 'ALLOW';
}
