/**
 * Where a mail program begins to repeat the mail that is answered, without `>` before its lines. Every program and
 * language has its own words for that; what they have in common is looked for, and their words only where that is not
 * enough. Called by `own-lines.ts`.
 */

/** Number of the first line, from 0; of lines where there is none. @param isHidden no text: a quote that shows as one, code */
export function foreignFrom(lines: readonly string[], isHidden: (index: number) => boolean): number {
  const found = lines.findIndex((_, index) => !isHidden(index) && startsForeignMail(lines, index, isHidden));
  return found < 0 ? lines.length : found;
}

function startsForeignMail(lines: readonly string[], index: number, isHidden: (index: number) => boolean): boolean {
  const line = lines[index] ?? '';
  if (isDivider(line) || startsHeader(lines.slice(index, index + 6))) return true;
  for (const length of [1, 2, 3]) {
    const introduction = lines.slice(index, index + length);
    if (introduction.some((part) => part.trim() === '')) break;
    if (!introduces(introduction.join(' '))) continue;
    const next = lines.findIndex((later, at) => at >= index + length && later.trim() !== '');
    // Lines with `>` are shown as a quote, and what follows them is the writer's own.
    return next >= 0 && !isHidden(next) && !/^\s*>/.test(lines[next] ?? '');
  }
  return false;
}

/** `-----Original Message-----`, `--- Ursprüngliche Nachricht ---`, `-------- 转发的邮件 --------` */
function isDivider(line: string): boolean {
  return /^\s*[-–—_=*]{2,}\s*[\p{L}][\p{L}\p{M}\s'’():.,/-]{3,60}?\s*[-–—_=*]{2,}\s*$/u.test(line);
}

const sender =
  /^\W*(?:from|von|de|da|van|från|fra|od|от|от кого|від|kimden|gönderen|expéditeur|remitente|mittente|afzender|afsender|avsender|avsändare|nadawca|lähettäjä|feladó|expeditor|από|từ|dari|发件人|寄件者|寄件人|差出人|送信者|보낸\s?사람|发送人)\s*[*_]*\s*[:：]/iu;
const sent =
  /^\W*(?:sent|date|gesendet|datum|envoyé|date d['’]envoi|enviado|fecha|inviato|data|verzonden|skickat|skickad|sendt|dato|wysłano|odesláno|отправлено|дата|надіслано|gönderildi|tarih|lähetetty|päivä|päiväys|elküldve|dátum|trimis|στάλθηκε|ημερομηνία|ngày|tanggal|dikirim|发送时间|日期|時間|寄件日期|送信日時|日時|日付|보낸\s?날짜|날짜)\s*[*_]*\s*[:：]/iu;
const field = /^[\s*_>]*\p{L}[\p{L}\p{M} '’.-]{0,24}[*_]*\s?[:：]/u;

/** The lines that say from whom and of when a mail was. */
function startsHeader(lines: readonly string[]): boolean {
  const [first = '', ...rest] = lines;
  if (sender.test(first) && rest.slice(0, 4).some((line) => sent.test(line))) return true;
  const end = lines.findIndex((line) => !field.test(line));
  const fields = lines.slice(0, end < 0 ? undefined : end);
  return fields.length >= 2 && fields.some((line) => ADDRESS.test(line)) && fields.some((line) => TIME.test(line));
}

const ADDRESS = /[^\s<>@:]+@[^\s<>@]+\.\p{L}{2,}/u;
const TIME = /\b(?:19|20)\d\d\b|\d{4}\s?[年년]|\b\d{1,2}[:.h]\d{2}\b/u;
const COLON = /[:：]\s*$/;

/** How a sentence begins and what it says where it means: somebody wrote at some time. Ends with a colon. */
const wrote: readonly RegExp[] = [
  /^\s*on\s.*\bwrote\s*[:：]/iu,
  /^\s*am\s.*\bschrieb\b/iu,
  /^\s*le\s.*\ba écrit\b/iu,
  /^\s*el\s.*\bescribi(?:ó|o)\b/iu,
  /^\s*il\s.*\bha scritto\b/iu,
  /^\s*(?:em|a)\s.*\bescreve(?:u|r)\b/iu,
  /^\s*op\s.*\bschreef\b/iu,
  /^\s*d(?:en|\.)\s.*\bskrev\b/iu,
  /^\s*(?:dne|w dniu|dana|dňa)\s/iu,
];
/** The same words where the sentence begins with a date or a name. */
const verbs =
  /\bwrote\b|\bschrieb\b|a écrit|escribi[óo]|ha scritto|escreveu|schreef|skrev|kirjoitti|napsal|napísal|napisał|pisze|пишет|пише|написал|написав|написа|yazdı|írta|a scris|έγραψε|כתב|كتب|napisao|viết|menulis|เขียน|va escriure|写道|寫道|书写|書きました|のメール|작성|썼습니다/iu;

/** In any language: a sentence that ends in a colon and has a time, with a word for writing or a mail address. */
function introduces(sentence: string): boolean {
  if (!COLON.test(sentence)) return false;
  if (wrote.some((pattern) => pattern.test(sentence))) return true;
  const hasAddress = /<[^<>@\s]+@[^<>@\s]+>/.test(sentence) || ADDRESS.test(sentence);
  return (TIME.test(sentence) && (hasAddress || verbs.test(sentence))) || (hasAddress && verbs.test(sentence));
}
