/**
 * In: a request as an application firewall logs it whole, its line ends real, written as `\r\n`, or become two blanks; and a header's name.
 * Out: the header's value, '' where the request has none.
 */
const LINE_END = String.raw`(?:\r?\n|\\r\\n|\\n| {2})`;

const patterns = new Map<string, RegExp>();

export function headerOf(request: string, name: string): string {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`${LINE_END}${name}: *(.*?)(?:${LINE_END}|$)`, 'i');
    patterns.set(name, pattern);
  }
  return pattern.exec(request)?.[1]?.trim() ?? '';
}
