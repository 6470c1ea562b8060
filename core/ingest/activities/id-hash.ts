/**
 * 53 bits of an id; 0 for none. Ids are as many as the activities and only equality is asked of them, so the hash stands for the id. It
 * is quick, not secret: what may hide an activity (its key) is a piece of a SHA-256.
 */
export function idHash(text: string): number {
  if (text === '') return 0;
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0) || 1;
}
