/**
 * Who reads a table, as files of other tools say it: exposures of dbt, components of Backstage, events of OpenLineage. Each is a
 * pipeline, and has owners.
 */
import { type NamedContent, sourceIn } from '../../artifacts/named-content.ts';
import { isObject } from '../../document/is-object.ts';
import { isOwner } from '../../repository/codeowners.ts';

export interface Consumer {
  readonly name: string;
  /** Names of tables, without their schema. */
  readonly reads: readonly string[];
  /** As weir.yml has them: `@org/team`, or an e-mail address. */
  readonly owners: readonly string[];
  /** What says so, for a comment: `dbt exposures`. */
  readonly from: string;
}

/** Undefined for a file that tells of none of them; it may be of another kind. */
export function consumersIn(file: NamedContent): readonly Consumer[] | undefined {
  const value = sourceIn(file)?.value;
  const found = [...exposures(value), ...components(value), ...jobs(value)];
  return found.length > 0 ? found : undefined;
}

/** Whether the file says nothing else. */
export function isOfConsumersAlone(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  return consumersIn(file) !== undefined && !(isObject(value) && ('models' in value || 'sources' in value));
}

/** Merged by name; of a consumer that reads a table. */
export function consumersOf(table: string, consumers: readonly Consumer[]): readonly Consumer[] {
  const wanted = shortName(table);
  const found = consumers.filter(({ reads }) => reads.includes(wanted));
  return [...new Map(found.map((consumer) => [consumer.name, consumer])).values()];
}

/** https://docs.getdbt.com/docs/build/exposures */
function exposures(value: unknown): Consumer[] {
  return listIn(value, 'exposures').flatMap((exposure) => {
    const { name, depends_on, owner } = exposure;
    if (typeof name !== 'string') return [];
    const reads = texts(depends_on).flatMap((text) => {
      const [, , second = '', first = second] =
        /^(ref|source)\(\s*['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/.exec(text) ?? [];
      return first === '' ? [] : [shortName(first)];
    });
    const addresses = isObject(owner) ? [owner.email].flat() : [];
    return [{ name, reads, owners: addresses.filter(isOwner), from: 'dbt exposures' }];
  });
}

/** https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component */
function components(value: unknown): Consumer[] {
  if (!isObject(value) || typeof value.apiVersion !== 'string' || !value.apiVersion.startsWith('backstage.io/'))
    return [];
  const { metadata, spec } = value;
  if (!isObject(metadata) || !isObject(spec) || typeof metadata.name !== 'string') return [];
  const reads = [...texts(spec.dependsOn), ...texts(spec.consumesApis)].map(entityName);
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const [organisation] = String(annotations['github.com/project-slug'] ?? '').split('/');
  return [{ name: metadata.name, reads, owners: ownerOf(spec.owner, organisation), from: 'Backstage' }];
}

/** A group is a team of the organisation that the component's repository belongs to; whose it is otherwise, nobody says. */
function ownerOf(owner: unknown, organisation: string | undefined): string[] {
  if (typeof owner !== 'string') return [];
  const name = entityName(owner);
  const found = owner.startsWith('user:') ? `@${name}` : organisation ? `@${organisation}/${name}` : name;
  return [found].filter(isOwner);
}

/** `orders` of `resource:default/orders`. */
function entityName(reference: string): string {
  return shortName(reference.replace(/^\w+:/, '').replace(/^.*\//, ''));
}

/** https://openlineage.io/docs/spec/object-model: an event, or a list of them. */
function jobs(value: unknown): Consumer[] {
  return [value].flat().flatMap((event) => {
    if (!isObject(event) || !isObject(event.job) || typeof event.job.name !== 'string') return [];
    if (typeof event.eventTime !== 'string' || !Array.isArray(event.inputs)) return [];
    const reads = event.inputs.flatMap((input) =>
      isObject(input) && typeof input.name === 'string' ? [shortName(input.name)] : [],
    );
    const { facets } = event.job;
    const ownership = isObject(facets) && isObject(facets.ownership) ? listIn(facets.ownership, 'owners') : [];
    return [
      { name: event.job.name, reads, owners: ownership.map(({ name }) => name).filter(isOwner), from: 'OpenLineage' },
    ];
  });
}

/** `orders` of `warehouse.public.orders`. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function listIn(value: unknown, key: string): Readonly<Record<string, unknown>>[] {
  const list = isObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
