/** Signs what others keep for the App (a browser, a comment that people may edit), so that it comes back unaltered or not at all. */
import { createHmac, createPrivateKey, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Seal {
  /** `payload.signature`, both base64url: fit for a cookie, and nothing that markdown or HTML would look at. Readable by whoever has it. */
  close(payload: object): string;
  /** The payload; undefined for what was forged, altered or sealed for another purpose. Never throws. */
  open(sealed: string): Readonly<Record<string, unknown>> | undefined;
  /** 256 bits that only the App can tell from a text, as base64url. */
  derive(text: string): string;
}

/**
 * @param privateKey the App's, as PEM; with another one everything sealed before is void; in another form
 *   (PKCS#1, PKCS#8, other line breaks) it is the same
 * @param purpose keys of different purposes have nothing to do with each other
 * @throws where it is no key
 */
export function createSeal(privateKey: string, purpose: string): Seal {
  const bytes = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  const keyFor = (info: string): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', info, 32));
  const [signing, deriving] = [keyFor(`weir ${purpose} v1`), keyFor(`weir ${purpose} derived v1`)];
  const sign = (payload: string): string => createHmac('sha256', signing).update(payload).digest('base64url');
  return {
    close(payload) {
      const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${text}.${sign(text)}`;
    },
    open(sealed) {
      const [payload = '', signature = '', ...rest] = sealed.split('.');
      // The text of the signature is compared: more than one text decodes to the same bytes.
      if (rest.length > 0 || !isSame(signature, sign(payload))) return undefined;
      return parse(payload);
    },
    derive: (text) => createHmac('sha256', deriving).update(text).digest('base64url'),
  };
}

/** In a time that tells nothing of where two texts differ. */
export function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parse(payload: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
