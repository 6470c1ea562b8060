/**
 * In: a host name in lower case, perhaps with characters beyond ASCII. Out: its ASCII form (RFC 3492 labels behind `xn--`).
 * Written out here because the core runs where neither Node's nor the browser's URL is at hand. Names are normalised to NFC first;
 * the full IDNA mapping (width variants, deviations) is not applied.
 */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

/** The host with every label beyond ASCII encoded; ideographic full stops separate labels too. */
export function toAsciiHost(host: string): string {
  let isAscii = true;
  for (let at = 0; at < host.length && isAscii; at++) isAscii = host.charCodeAt(at) < 128;
  if (isAscii) return host;
  return host
    .normalize('NFC')
    .toLowerCase()
    .split(/[.\u3002\uff0e\uff61]/)
    .map((label) => (isAsciiLabel(label) ? label : `xn--${encodeLabel(label)}`))
    .join('.');
}

function isAsciiLabel(label: string): boolean {
  for (let at = 0; at < label.length; at++) if (label.charCodeAt(at) > 127) return false;
  return true;
}

/** RFC 3492 section 6.3. */
function encodeLabel(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 128);
  let out = String.fromCodePoint(...basic);
  if (basic.length > 0) out += '-';
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  let handled = basic.length;
  while (handled < points.length) {
    let next = Number.MAX_SAFE_INTEGER;
    for (const point of points) if (point >= n && point < next) next = point;
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      out += encodeDelta(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

function encodeDelta(delta: number, bias: number): string {
  let out = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
    if (rest < threshold) return out + digit(rest);
    out += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22);
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) >> 1) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
