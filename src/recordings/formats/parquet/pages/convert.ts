/** What a number or some bytes become in JSON: the same as of DuckDB's values, see `../values.ts`. */
import { fromBigint } from '../../../exact-integer.ts';
import { fromDecimal, isoDay, timestampFormatter } from '../values.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Leaf } from './schema.ts';

/** What DuckDB writes in words of its own, it is to write. */
const unusual = {
  toString(): string {
    throw new NotUnderstood('a time that no date of JavaScript reaches');
  },
};

/** Of numbers, which are safe ones, or bigints. */
export function numberConverter({ as }: Leaf): (number: number | bigint) => unknown {
  switch (as.as) {
    case 'integer': {
      const { least, most } = as;
      return (number) => {
        if (number < least || number > most) throw new NotUnderstood('a number of more bits than its type');
        return number;
      };
    }
    case 'long':
      return as.isUnsigned
        ? (number) => (number < 0 ? fromBigint(BigInt.asUintN(64, BigInt(number))) : whole(number))
        : whole;
    case 'decimal': {
      const { scale } = as;
      return (number) => fromDecimal(number, scale, { toString: () => decimalText(BigInt(number), scale) });
    }
    case 'date':
      return dateConverter();
    case 'timestamp': {
      const toText = timestampFormatter();
      const { perSecond } = as;
      return (ticks) => toText(ticks, perSecond, unusual);
    }
    default:
      throw new NotUnderstood('numbers of another kind');
  }
}

function whole(number: number | bigint): number | bigint {
  return typeof number === 'bigint' ? fromBigint(number) : number;
}

/** Keeps the last one: recorded traffic is mostly in the order of time. */
function dateConverter(): (days: number | bigint) => string {
  let last: number | bigint = Number.NaN;
  let text = '';
  return (days) => {
    if (days !== last) {
      text = isoDay(Number(days)) ?? unusual.toString();
      last = days;
    }
    return text;
  };
}

const [DAY_1970, MICROS_OF_DAY] = [2_440_588, 86_400e6];

/** Times to the microsecond, as DuckDB reads them. */
function julianConverter(): (bytes: Buffer, at: number) => unknown {
  const toText = timestampFormatter();
  return (bytes, at) => {
    const micros = Math.floor((bytes.readInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at)) / 1000);
    const ticks = (bytes.readInt32LE(at + 8) - DAY_1970) * MICROS_OF_DAY + micros;
    if (micros < 0 || micros >= MICROS_OF_DAY || !Number.isSafeInteger(ticks)) return unusual.toString();
    return toText(ticks, 1e6, unusual);
  };
}

/** Of values of a fixed length. */
export function bytesConverter({ as, length }: Leaf): (bytes: Buffer, at: number) => unknown {
  if (as.as === 'julian') return julianConverter();
  if (as.as === 'uuid') return (bytes, at) => uuid(bytes.toString('hex', at, at + length));
  if (as.as !== 'decimal') throw new NotUnderstood('bytes of another kind');
  const { scale, precision } = as;
  const most = 10n ** BigInt(precision);
  return (bytes, at) => {
    const found = BigInt.asIntN(8 * length, BigInt(`0x${bytes.toString('hex', at, at + length)}`));
    if (found >= most || found <= -most) throw new NotUnderstood('a decimal of more digits than its type');
    return fromDecimal(found, scale, { toString: () => decimalText(found, scale) });
  };
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** With all its digits behind the point. */
function decimalText(scaled: bigint, scale: number): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(scale + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
