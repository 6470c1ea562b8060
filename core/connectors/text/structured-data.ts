/** In: RFC 5424's structured data, `[id name="value" …]…`. Out: its parameters under their names, each element's id, and what stands behind. */
import { FieldSet, type TextFields } from './fields.ts';

const ELEMENT =
  /\[(?:([^\s="\]]{1,64})(?=[ \]]))?((?: *[^\s="\]]{1,64}=(?:"(?:[^"\\]|\\.)*"|[^\s"\]]{1,200}(?=[ \]])))*) *\] ?/y;
const PARAMETER = / *([^\s="\]]{1,64})=(?:"((?:[^"\\]|\\.)*)"|([^\s"\]]{1,200}))/g;

/** @returns undefined when no element with a parameter stands at `start` */
export function structuredData(line: string, start: number, messageId = '-'): TextFields | undefined {
  const out = new FieldSet();
  let at = start;
  for (;;) {
    ELEMENT.lastIndex = at;
    const element = ELEMENT.exec(line);
    if (element === null) break;
    at = ELEMENT.lastIndex;
    const [, id = '', parameters = ''] = element;
    if (parameters === '') continue;
    out.put('structuredDataId', id);
    for (const [, name = '', quoted, bare] of parameters.matchAll(PARAMETER))
      out.put(name, (quoted ?? bare ?? '').replace(/\\(["\\\]])/g, '$1'));
  }
  if (out.size < 2) return undefined;
  if (messageId !== '-') out.put('messageId', messageId);
  out.put(
    'message',
    line
      .slice(at)
      .replace(/^\s*\uFEFF?/, '')
      .trim(),
  );
  return out.fields;
}
