/** What was sent and what was answered, as far as it can be read. */
import { type Decoded, decodeBase64, decodeJson, isObject } from '../payload.ts';
import { valuesOf } from './fields.ts';

/** JSON, the fields of a form, else the text itself; undefined where nothing was sent or it is not there. */
export function bodyOf(postData: unknown): Decoded {
  if (!isObject(postData)) return { value: undefined };
  const { mimeType, text, params } = postData;
  if (Array.isArray(params) && params.length > 0 && isForm(mimeType)) return { value: valuesOf(params) };
  if (typeof text !== 'string' || text === '') return { value: undefined };
  if (isJson(mimeType)) return decodeJson(text);
  if (!/^application\/x-www-form-urlencoded\b/i.test(String(mimeType))) return { value: text };
  return { value: valuesOf([...new URLSearchParams(text)].map(([name, value]) => ({ name, value }))) };
}

/** JSON; undefined for an answer without a body and for one of another type. */
export function answerOf(content: unknown): Decoded {
  if (!isObject(content) || typeof content.text !== 'string' || content.text === '') return { value: undefined };
  const { mimeType, text, encoding } = content;
  if (!isJson(mimeType)) return { value: undefined };
  if (encoding === undefined || encoding === '') return decodeJson(text);
  if (encoding !== 'base64') return { why: 'of an encoding that is none of HAR 1.2' };
  const decoded = decodeBase64(text);
  return decoded.why === undefined ? decodeJson(decoded.value) : decoded;
}

function isForm(mimeType: unknown): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(String(mimeType));
}

function isJson(mimeType: unknown): boolean {
  return mimeType === 'application/json' || /\bjson\b/i.test(String(mimeType));
}
