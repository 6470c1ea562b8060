/**
 * In: what an iRule or a module of BIG-IP sent as pairs, in bytes: `lb1,f5_irule=…,src_ip=…`. Out: its figures and where its names stand, or
 * "not plain".
 * Plain: pairs parted by commas (see scan-pairs.ts), none in front of the one that names the sender. All are visits to a server of one's own.
 */
import type { LineParser } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { findWordAt, mayBeHeader } from '../shared/bytes.ts';

const COMMA = 44;
const DQUOTE = 34;
const EQUALS = 61;
/** As in parse.ts. */
const LOOK = 160;

const SCAN: PairScan = { separator: COMMA, marks: [], hasWords: true };

export function createF5Bytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (mayBeHeader(bytes, start)) return false;
    const limit = Math.min(end, start + LOOK);
    const rule = findWordAt(bytes, 'f5_irule=', start, limit);
    const at = rule < 0 ? findWordAt(bytes, 'f5_asm=', start, limit) : rule;
    if (at < 0) return false;
    for (let code = start; code < at; code++) if (bytes[code] === EQUALS || bytes[code] === DQUOTE) return false;
    windows.begin(out);
    return scanPairs(bytes, at, end, end, SCAN, windows, out) && windows.finish(bytes, out);
  };
}
