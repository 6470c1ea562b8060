/** Base64 (RFC 4648, §4 and §5) where nothing of the platform may be used. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Six bits of each character; -1 where it stands for none. */
const SIX_BITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));
SIX_BITS['-'.charCodeAt(0)] = 62;
SIX_BITS['_'.charCodeAt(0)] = 63;

/** The bytes, one character each; undefined when the text is not base64. Line breaks and missing padding are accepted. */
export function decodeBase64(text: string): string | undefined {
  let bytes = '';
  let held = 0;
  let bits = 0;
  for (const char of text.replace(/=+\s*$/, '')) {
    if (char === '\n' || char === '\r') continue;
    const six = SIX_BITS[char.charCodeAt(0)] ?? -1;
    if (six < 0) return undefined;
    held = ((held << 6) | six) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode((held >> bits) & 0xff);
  }
  return bits >= 6 ? undefined : bytes;
}
