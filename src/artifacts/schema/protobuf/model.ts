/** A Protobuf schema as it is compared: messages, enums and services by full name, each part with its place. */
import type { Enum, Field, Service, Type } from 'protobufjs';
import { protobuf } from './library.ts';
import { featureOf, fullName, type Opened } from './open.ts';
import { type Ranges, rangesIn } from './ranges.ts';
import { opening, type Place, type Statement } from './scan.ts';

/** How often a field is there, and whether anybody can tell that it is not. */
export type Cardinality = 'implicit' | 'optional' | 'required' | 'repeated' | 'map';

export interface FieldModel extends Place {
  readonly number: number;
  readonly name: string;
  readonly jsonName: string;
  readonly type: ValueType;
  /** Of a map. */
  readonly key?: string;
  readonly cardinality: Cardinality;
  /** Of an `optional` of proto3 none. */
  readonly oneof?: string;
  /** As the file has it. */
  readonly fallback?: string;
  /** Declared by an `extend` that stands elsewhere: its full name. */
  readonly extension?: string;
  /** What some languages make of it. */
  readonly jstype: string;
  readonly stringType: string;
  readonly isUtf8: boolean;
  readonly isUtf8InJava: boolean;
  /** As it is written, for messages. */
  readonly shown: string;
}

/** `name`: of a scalar its own, else the full name of what it is. */
export interface ValueType {
  readonly kind: 'scalar' | 'enum' | 'message' | 'group';
  readonly name: string;
  /** Values of an enum by name. */
  readonly values?: ReadonlyMap<string, number>;
}

interface Named extends Place {
  readonly name: string;
  /** What its JSON may be: `ALLOW` or what Google calls legacy. */
  readonly jsonFormat: string;
  readonly reserved: Ranges;
}

export interface MessageModel extends Named {
  readonly fields: ReadonlyMap<number, FieldModel>;
  readonly oneofs: ReadonlyMap<string, Place>;
  readonly extensions: Ranges;
  readonly hidesDescriptor: boolean;
}

export interface EnumValue extends Place {
  readonly name: string;
}

export interface EnumModel extends Named {
  /** Names by number, in the order of the file. */
  readonly values: ReadonlyMap<number, readonly EnumValue[]>;
  readonly isClosed: boolean;
}

export interface MethodModel extends Place {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly clientStreams: boolean;
  readonly serverStreams: boolean;
  readonly idempotency: string;
}

export interface ServiceModel extends Place {
  readonly name: string;
  readonly methods: ReadonlyMap<string, MethodModel>;
}

export interface FileModel extends Place {
  readonly package: string;
  readonly syntax: string;
  readonly statements: ReadonlyMap<string, Statement>;
}

export interface Model {
  /** By path; the artifact's own first. */
  readonly files: ReadonlyMap<string, FileModel>;
  readonly messages: ReadonlyMap<string, MessageModel>;
  readonly enums: ReadonlyMap<string, EnumModel>;
  readonly services: ReadonlyMap<string, ServiceModel>;
}

const TOP = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Of what the artifact's files declare; Google's own are left out. */
export function modelOf({ objects, scans, declared }: Opened): Model {
  const { Type, Enum, Service } = protobuf();
  const files = new Map([...scans].map(([file, found]) => [file, { ...found, range: TOP }]));
  const messages = new Map<string, MessageModel>();
  const enums = new Map<string, EnumModel>();
  const services = new Map<string, ServiceModel>();
  const placeOf = (name: string): Place | undefined => {
    const found = declared.get(name);
    return found && { file: found.file, range: found.range };
  };
  for (const object of objects) {
    const name = fullName(object);
    const found = placeOf(name);
    const place = found && opening(found);
    if (!place) continue;
    if (object instanceof Type) messages.set(name, messageOf(object, name, place));
    if (object instanceof Enum) enums.set(name, enumOf(object, name, place));
    if (object instanceof Service) services.set(name, serviceOf(object, name, place));
  }
  return { files, messages, enums, services };

  function messageOf(type: Type, name: string, place: Place): MessageModel {
    const fields = type.fieldsArray.map((field) => fieldOf(field, name, place));
    const oneofs = type.oneofsArray
      .filter(({ isProto3Optional }) => !isProto3Optional)
      .map((oneof) => [oneof.name, placeOf(`${name}.${oneof.name}`) ?? place] as const);
    const statements = scans.get(place.file)?.reserved.get(name) ?? [];
    return {
      name,
      ...place,
      jsonFormat: featureOf(type, 'json_format'),
      reserved: rangesIn(type.reserved, reservedPlace(statements)),
      extensions: rangesIn(type.extensions, reservedPlace(statements)),
      hidesDescriptor: type.getOption('no_standard_descriptor_accessor') === true,
      fields: new Map(fields.map((field) => [field.number, field])),
      oneofs: new Map(oneofs),
    };
  }

  function fieldOf(field: Field, message: string, around: Place): FieldModel {
    const declaring = field.declaringField ?? field;
    const name = declaring.name;
    const place = placeOf(fullName(declaring)) ?? placeOf(`${message}.${name}`) ?? around;
    const { partOf } = field;
    const key = keyTypeOf(field);
    const type = typeOf(field);
    const fallback = field.getOption('default');
    const isUtf8 = featureOf(declaring, 'utf8_validation') === 'VERIFY';
    const isCheckedInJava = scans.get(place.file)?.statements.get('java_string_check_utf8')?.text === 'true';
    return {
      ...place,
      number: field.id,
      name,
      jsonName: field.jsonName ?? name,
      type,
      cardinality: cardinalityOf(field),
      ...(key !== undefined && { key }),
      ...(partOf && !partOf.isProto3Optional && { oneof: partOf.name }),
      ...(fallback !== undefined && fallback !== null && { fallback: String(fallback) }),
      ...(field.declaringField && { extension: fullName(field.declaringField) }),
      jstype: String(field.getOption('jstype') ?? 'JS_NORMAL'),
      stringType: String(field.getOption('ctype') ?? 'STRING'),
      isUtf8,
      isUtf8InJava: isUtf8 || isCheckedInJava,
      shown:
        key === undefined ? (type.kind === 'group' ? `group ${type.name}` : type.name) : `map<${key}, ${type.name}>`,
    };
  }

  function typeOf(field: Field): ValueType {
    const { resolvedType } = field;
    if (!resolvedType) return { kind: 'scalar', name: field.type };
    const name = fullName(resolvedType);
    if (resolvedType instanceof Enum) {
      return { kind: 'enum', name, values: new Map(Object.entries(resolvedType.values)) };
    }
    return { kind: field.delimited ? 'group' : 'message', name };
  }

  function enumOf(type: Enum, name: string, place: Place): EnumModel {
    const values = new Map<number, EnumValue[]>();
    for (const [value, number] of Object.entries(type.values)) {
      values.set(number, [...(values.get(number) ?? []), { name: value, ...(placeOf(`${name}.${value}`) ?? place) }]);
    }
    return {
      name,
      ...place,
      values,
      jsonFormat: featureOf(type, 'json_format'),
      isClosed: featureOf(type, 'enum_type') === 'CLOSED',
      reserved: rangesIn(type.reserved, reservedPlace(scans.get(place.file)?.reserved.get(name) ?? [])),
    };
  }

  function serviceOf(service: Service, name: string, place: Place): ServiceModel {
    const methods = service.methodsArray.map((method): [string, MethodModel] => [
      method.name,
      {
        name: method.name,
        ...(placeOf(`${name}.${method.name}`) ?? place),
        request: nameIn(service, method.requestType),
        response: nameIn(service, method.responseType),
        clientStreams: method.requestStream === true,
        serverStreams: method.responseStream === true,
        idempotency: String(method.getOption('idempotency_level') ?? 'IDEMPOTENCY_UNKNOWN'),
      },
    ]);
    return { name, ...place, methods: new Map(methods) };
  }
}

function reservedPlace(statements: readonly Statement[]): Place | undefined {
  const [first] = statements;
  return first && { file: first.file, range: first.range };
}

function nameIn(service: Service, name: string): string {
  const found = service.lookup(name);
  return found ? fullName(found) : name;
}

/** Undefined where it is none. */
export function keyTypeOf(field: Field): string | undefined {
  return field instanceof protobuf().MapField ? field.keyType : undefined;
}

function cardinalityOf(field: Field): Cardinality {
  if (field.map) return 'map';
  if (field.repeated) return 'repeated';
  if (field.required) return 'required';
  return field.hasPresence || field.resolvedType instanceof protobuf().Type ? 'optional' : 'implicit';
}

/** The other side's path of a file: the artifact's own may be called otherwise. */
export function fileAt(file: string, here: Model, there: Model): string | undefined {
  const [own] = here.files.keys();
  const [other] = there.files.keys();
  if (file === own) return other;
  return there.files.has(file) ? file : undefined;
}
