/**
 * In: text in which every character is one byte (latin1 decoding of a file).
 * Out: the text those bytes stand for.
 */

/** True when a character is 0x80 or above: only then is there anything to decode. */
export function hasHighCode(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return true;
  return false;
}

/**
 * Decodes UTF-8 bytes held one a character. Text that is no valid UTF-8 as a whole (a Latin-1 file, or already decoded text) is
 * returned unchanged, so decoding twice does no harm.
 */
export function decodeUtf8(text: string): string {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) < 128) at++;
  if (at === text.length) return text;
  let out = text.slice(0, at);
  while (at < text.length) {
    const first = text.charCodeAt(at);
    if (first < 128) {
      out += text[at];
      at++;
      continue;
    }
    const width = sequenceWidth(first);
    const point = width === 0 ? -1 : codePoint(text, at, width, first);
    if (point < 0) return text;
    out += String.fromCodePoint(point);
    at += width;
  }
  return out;
}

/** Bytes of the sequence a lead byte opens, 0 when it can open none (overlong and out-of-range leads included). */
function sequenceWidth(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

function codePoint(text: string, at: number, width: number, lead: number): number {
  if (at + width > text.length) return -1;
  let point = lead & (0xff >> (width + 1));
  for (let i = 1; i < width; i++) {
    const next = text.charCodeAt(at + i);
    if (next < 0x80 || next > 0xbf) return -1;
    point = (point << 6) | (next & 63);
  }
  const smallest = width === 2 ? 0x80 : width === 3 ? 0x800 : 0x10000;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest || point > 0x10ffff || isSurrogate ? -1 : point;
}

/** The UTF-8 bytes of a text, one a character: the inverse of decodeUtf8. Lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): string {
  let out = '';
  for (const character of text) {
    let point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) out += character;
    else if (point < 0x800) out += String.fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      out += String.fromCharCode(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      out += String.fromCharCode(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return out;
}

/** Decodes `%xx` to bytes, then UTF-8. Sequences that are no hex pair, and those for control characters, stay as they are. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = text.replace(/%([2-9a-fA-F][0-9a-fA-F])/g, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code === 127 ? whole : String.fromCharCode(code);
  });
  return decodeUtf8(bytes);
}

/** Everything but RFC 3986's unreserved characters as `%XX` of its UTF-8: one segment of a path, one value of a query. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
