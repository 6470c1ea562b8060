/**
 * Sangfor NGAF, tag `fwlog`: `Log type: website browsing, user: (null), policy name: Web, Src IP: 10.1.2.3, Src port: 50345, Dst IP: 192.0.2.10,
 * Dst port: 443, application: File Storage, action: Allow, URL: files.example.com/a`, with Chinese names on devices set to that language.
 * Layout: lines and patterns that users and log services publish; the vendor prints none.
 */
import { encodeUtf8 } from '../../../kit/text.ts';
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { trimEnd } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createSangforBytes } from './read-bytes.ts';

const COMMA = 44;
const COLON = 58;
const LONGEST_KEY = 40;
const LOOK = 24;

export const LOG_TYPES = ['Log type:', 'log type:', 'type:', encodeUtf8('日志类型:')] as const;

const SPEC: FieldSpec = {
  sourceIp: ['Src IP', 'src IP', 'Source IP', encodeUtf8('源IP')],
  sourceUser: ['user', 'User', 'username', encodeUtf8('用户'), encodeUtf8('用户名')],
  destinationIp: ['Dst IP', 'dst IP', 'Destination IP', encodeUtf8('目的IP')],
  destinationPort: ['Dst port', 'dst port', 'Dst Port', 'Destination Port', encodeUtf8('目的端口')],
  url: ['URL', 'url', 'Url'],
  action: ['action', 'Action', encodeUtf8('系统动作'), encodeUtf8('动作')],
  vendorCategory: ['application', 'application type', 'Application Type', encodeUtf8('应用类型')],
  vendorApp: ['application name', 'Application Name', 'app name', encodeUtf8('应用名称')],
};
const ACTIONS = new Map([
  [encodeUtf8('被拒绝'), 2],
  [encodeUtf8('拒绝'), 2],
  [encodeUtf8('拦截'), 2],
  [encodeUtf8('被记录'), 1],
  [encodeUtf8('允许'), 1],
  [encodeUtf8('放行'), 1],
] as const);

/** The text begins with the kind of log. */
function typeEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  for (const word of LOG_TYPES)
    if (text.startsWith(word, start) && start + word.length < limit) return start + word.length;
  return -1;
}

export function claimOf(text: string, start: number, end: number): number {
  if (typeEnd(text, start, end) < 0) return 0;
  if (text.startsWith(LOG_TYPES[3], start)) return 1;
  // `type:` alone begins other products' lines as well.
  return findWord(text, 'Src IP:', start, end) >= 0 || text.startsWith('og type:', start + 1) ? 0.97 : 0;
}

export class SangforParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, [], { actions: ACTIONS });
  /** `type:` alone begins other products' lines as well. */
  readonly readBytes = createSangforBytes(
    SPEC,
    LOG_TYPES.filter((word) => word !== 'type:'),
    LONGEST_KEY,
  );

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (typeEnd(text, start, end) < 0) return reject(out, 'shape');
    const { pairs } = this;
    pairs.begin();
    for (let at = start; at < end; ) {
      const stop = untilCode(text, COMMA, at, end);
      const key = skipSpaces(text, at, stop);
      const colon = untilCode(text, COLON, key, Math.min(stop, key + LONGEST_KEY));
      if (colon < stop && text.charCodeAt(colon) === COLON) {
        const entry = pairs.entry(text, key, colon);
        const value = skipSpaces(text, colon + 1, stop);
        if (entry >= 0) pairs.take(entry, text, value, trimEnd(text, value, stop), out);
      }
      at = stop + 1;
    }
    pairs.finish(out, header);
    if (out.sourceUser.startsWith('(') && out.sourceUser.endsWith(')')) out.sourceUser = out.sourceUser.slice(1, -1);
    const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
    return hasEnds ? PARSED : skip(out, 'message-type');
  }
}
