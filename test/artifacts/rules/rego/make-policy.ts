/**
 * Writes `policy.wasm` and `bundle.tar.gz`: a module with the binary interface that `opa build -t wasm` gives
 * (https://www.openpolicyagent.org/docs/wasm, ABI 1.3), by hand, since no compiler of Rego comes as a package of npm. Its values are
 * their own JSON texts, so that `opa_json_parse` and `opa_json_dump` give back what they get:
 *
 * - `fees/echo` answers `[{"result": INPUT}]`;
 * - `fees/data` answers `[{"result": DATA}]`, what the bundle's data.json holds;
 * - `fees/now` answers `[{"result": N}]` with what the builtin `time.now_ns` says;
 * - `fees/loop` never ends, `fees/abort` stops with an error as OPA does where rules conflict.
 *
 * `node test/artifacts/rules/rego/make-policy.ts` in the repository's root.
 */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const I32 = 0x7f;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128. */
function signed(value: number): number[] {
  if (value >= -64 && value < 64) return [value & 127];
  return [(value & 127) | 128, ...signed(value >> 7)];
}

const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const bytes = (text: string): number[] => [...Buffer.from(text)];
const name = (text: string): number[] => [...unsigned(bytes(text).length), ...bytes(text)];
const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
const type = (params: number, results: number): number[] => [
  0x60,
  ...vector(Array(params).fill([I32])),
  ...vector(Array(results).fill([I32])),
];

const constant = (value: number): number[] => [0x41, ...signed(value)];
const local = (index: number): number[] => [0x20, index];
const setLocal = (index: number): number[] => [0x21, index];
const global = (index: number): number[] => [0x23, index];
const setGlobal = (index: number): number[] => [0x24, index];
const call = (index: number): number[] => [0x10, ...unsigned(index)];
const ADD = [0x6a];
const EQUAL = [0x46];
const IF = [0x04, 0x40];
const END = [0x0b];
const RETURN = [0x0f];
const copy = [0xfc, 0x0a, 0x00, 0x00];
const storeByte = [0x3a, 0x00, 0x00];
const loadByte = [0x2d, 0x00, 0x00];

const texts = new Map<string, number>();
let free = 16;
function at(text: string): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, free);
  free += bytes(text).length + 1;
  return free - bytes(text).length - 1;
}

const entrypoints = at('{"fees/echo":0,"fees/data":1,"fees/now":2,"fees/loop":3,"fees/abort":4}');
const builtins = at('{"time.now_ns":0}');
const before = at('[{"result":');
const after = at('}]');
const conflict = at('object insert conflict');
const HEAP = 1024;

// Imported: 0 opa_abort, 1 opa_builtin0. Own functions from 2.
const [LENGTH, MALLOC, PARSE] = [2, 3, 4];
const types = [type(1, 0), type(2, 1), type(1, 1), type(0, 1), type(7, 1)];
/** By type, name and body with its locals of i32. */
const functions: readonly (readonly [type: number, name: string, locals: number, body: number[]])[] = [
  // length(address): of a text up to its 0
  [
    2,
    'length',
    1,
    [
      0x03,
      0x40,
      ...local(0),
      ...local(1),
      ...ADD,
      ...loadByte,
      ...IF,
      ...local(1),
      ...constant(1),
      ...ADD,
      ...setLocal(1),
      0x0c,
      0x01,
      ...END,
      ...END,
      ...local(1),
    ],
  ],
  // opa_malloc(size): from the heap, with room for a 0
  [
    2,
    'opa_malloc',
    1,
    [
      ...global(0),
      ...setLocal(1),
      ...global(0),
      ...local(0),
      ...ADD,
      ...constant(1),
      ...ADD,
      ...setGlobal(0),
      ...local(1),
    ],
  ],
  // opa_json_parse(address, size): the text with a 0 behind it
  [1, 'opa_json_parse', 0, [...local(0), ...local(1), ...ADD, ...constant(0), ...storeByte, ...local(0)]],
  [2, 'opa_json_dump', 0, [...local(0)]],
  [3, 'builtins', 0, [...constant(builtins)]],
  [3, 'entrypoints', 0, [...constant(entrypoints)]],
  [3, 'opa_heap_ptr_get', 0, [...global(0)]],
  [0, 'opa_heap_ptr_set', 0, [...local(0), ...setGlobal(0)]],
  // opa_eval(_, entrypoint, data, input, length, heap, _): what is told of in `value` (local 7) between `before` and `after`
  [
    4,
    'opa_eval',
    3,
    [
      ...local(5),
      ...setGlobal(0),
      ...local(1),
      ...constant(3),
      ...EQUAL,
      ...IF,
      0x03,
      0x40,
      0x0c,
      0x00,
      ...END,
      ...END,
      ...local(1),
      ...constant(4),
      ...EQUAL,
      ...IF,
      ...constant(conflict),
      ...call(0),
      ...END,
      ...local(3),
      ...setLocal(7),
      ...local(4),
      ...setLocal(8),
      ...local(1),
      ...constant(1),
      ...EQUAL,
      ...IF,
      ...local(2),
      ...setLocal(7),
      ...local(2),
      ...call(LENGTH),
      ...setLocal(8),
      ...END,
      ...local(1),
      ...constant(2),
      ...EQUAL,
      ...IF,
      ...constant(0),
      ...constant(0),
      ...call(1),
      ...setLocal(7),
      ...local(7),
      ...call(LENGTH),
      ...setLocal(8),
      ...END,
      ...local(8),
      ...constant(16),
      ...ADD,
      ...call(MALLOC),
      ...setLocal(9),
      ...local(9),
      ...constant(before),
      ...constant(11),
      ...copy,
      ...local(9),
      ...constant(11),
      ...ADD,
      ...local(7),
      ...local(8),
      ...copy,
      ...local(9),
      ...constant(11),
      ...ADD,
      ...local(8),
      ...ADD,
      ...constant(after),
      ...constant(3),
      ...copy,
      ...local(9),
      ...RETURN,
    ],
  ],
];
void PARSE;

const i32Global = (value: number, mutable: boolean): number[] => [I32, mutable ? 1 : 0, ...constant(value), ...END];
const body = (locals: number, code: readonly number[]): number[] => {
  const content = [...(locals > 0 ? [1, locals, I32] : [0]), ...code, ...END];
  return [...unsigned(content.length), ...content];
};
const imported = (what: string, description: readonly number[]): number[] => [
  ...name('env'),
  ...name(what),
  ...description,
];

const module = Buffer.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, vector(types)),
  ...section(
    2,
    vector([
      imported('memory', [0x02, 0x00, 0x02]),
      imported('opa_abort', [0x00, 0]),
      imported('opa_builtin0', [0x00, 1]),
    ]),
  ),
  ...section(3, vector(functions.map(([type]) => [type]))),
  ...section(6, vector([i32Global(HEAP, true), i32Global(1, false), i32Global(3, false)])),
  ...section(
    7,
    vector([
      ...functions.map(([, own], index) => [...name(own), 0x00, ...unsigned(index + 2)]),
      [...name('opa_wasm_abi_version'), 0x03, 1],
      [...name('opa_wasm_abi_minor_version'), 0x03, 2],
    ]),
  ),
  ...section(10, vector(functions.map(([, , locals, code]) => body(locals, code)))),
  ...section(
    11,
    vector(
      [...texts].map(([text, place]) => [
        0x00,
        ...constant(place),
        ...END,
        ...unsigned(bytes(text).length + 1),
        ...bytes(text),
        0,
      ]),
    ),
  ),
]);

const here = new URL('.', import.meta.url);
writeFileSync(new URL('policy.wasm', here), module);
writeFileSync(
  new URL('bundle.tar.gz', here),
  gzipSync(
    tar({
      '/.manifest': '{"revision":"1","roots":[""],"wasm":[{"entrypoint":"fees/echo","module":"/policy.wasm"}]}',
      '/data.json': '{"limits":{"US":100}}',
      '/fees/fees.rego': 'package fees\n\nlimit := 100\n\nallow if input.amount < limit\n',
      '/policy.wasm': module,
    }),
  ),
);

/** Files as ustar. */
function tar(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const data = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000644\0', 100);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0        0', 136);
    header.write('ustar\0', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
