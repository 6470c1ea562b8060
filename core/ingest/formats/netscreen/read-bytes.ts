/**
 * In: a message of ScreenOS as bytes, from `NetScreen device_id=` on. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs parted by spaces, words between them (see scan-pairs.ts). A message that is no traffic has no names, and is told by that.
 */
import type { LineParser, LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { bytesOf, findWordAt, isWordAt } from '../shared/bytes.ts';

const SPACE = 32;
const MARK = 'NetScreen device_id=';
const PAIRS = 'NetScreen '.length;
const TRAFFIC = '(traffic)';
const OTHER = bytesOf('other');

const SCAN: PairScan = { separator: SPACE, marks: [], hasWords: true };

export function createNetscreenBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (!isWordAt(bytes, start, MARK)) return false;
    windows.begin(out);
    if (findWordAt(bytes, TRAFFIC, start, end) < 0) return finishOther(windows, bytes, out);
    const isRead = scanPairs(bytes, start + PAIRS, end, end, SCAN, windows, out) && windows.finish(bytes, out);
    return isRead && out.sourceEnd > 0 && out.destEnd > 0;
  };
}

function finishOther(windows: PairWindows, bytes: Uint8Array, out: LineWindows): boolean {
  return out.addVerdict(OTHER, 0, OTHER.length) && windows.finish(bytes, out);
}
