/**
 * The exponential of a float32 as the C library of the runtime's WebAssembly has it, to the last bit: musl's `expf`, which is Arm's
 * (https://github.com/ARM-software/optimized-routines, math/expf.c): 2^(k/32) from a table and a polynomial for the rest, in doubles.
 */
const { fround, LN2 } = Math;

const PARTS = 32;
/** Adding and taking it away again rounds a double to a whole number. */
const SHIFT = 1.5 * 2 ** 52;
const PER_LN2 = (0x171547652b82fe * PARTS) / 2 ** 52;
const CUBE = 0x1c6af84b912394 / 2 ** 57 / PARTS ** 3;
const SQUARE = 0x1ebfce50fac4f3 / 2 ** 55 / PARTS ** 2;
const LINEAR = 0x162e42ff0c52d6 / 2 ** 53 / PARTS;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Words of the doubles 2^(k/32), the high one without what k adds to its exponent. */
const [LOW, HIGH] = powers();

export function exponential(x: number): number {
  if (x >= 128 * LN2) return Number.POSITIVE_INFINITY;
  if (x <= -150 * LN2) return 0;
  if (Number.isNaN(x)) return Number.NaN;
  const scaled = PER_LN2 * x;
  const whole = scaled + SHIFT - SHIFT;
  const rest = scaled - whole;
  const part = whole & (PARTS - 1);
  words[0] = LOW[part]!;
  words[1] = HIGH[part]! + (whole << 15);
  return fround(((CUBE * rest + SQUARE) * (rest * rest) + (LINEAR * rest + 1)) * double[0]!);
}

function powers(): [Uint32Array, Uint32Array] {
  const [low, high] = [new Uint32Array(PARTS), new Uint32Array(PARTS)];
  for (let part = 0; part < PARTS; part += 1) {
    double[0] = powerOf(part);
    low[part] = words[0]!;
    high[part] = words[1]! - (part << 15);
  }
  return [low, high];
}

/** 2^(part/32), rounded as it should be, which `Math.pow` need not do: the fifth square root in a row, in 60 bits. */
function powerOf(part: number): number {
  let value = 1n << BigInt(60 * PARTS + part);
  for (let root = 1; root < PARTS; root *= 2) value = rootOf(value);
  return Number(value) / 2 ** 60;
}

/** The whole number below the square root, by Newton's method from above. */
function rootOf(square: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
