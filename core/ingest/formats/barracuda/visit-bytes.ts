/**
 * In: a line of the web application firewall as bytes: pairs (`cat=TR dvc=… src=…`), or columns behind `[<PRI>]time zone unit`, or behind a header
 * that holds these. Out: its time and that it is a visit, or "not plain".
 * Plain: what tells such a line, both ends of it addresses (of pairs, the host that was asked for), and a time with its zone.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime, isAddress } from '../keyed/byte-values.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { behindKey, scanSpaced } from '../keyed/spaced-bytes.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { behindPri, clearWindows, isHostByte, isWordAt, uintOf } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { ACCESS, FIREWALL, type Layout } from './waf.ts';

const SPACE = 32;
const DASH = 45;
const CAPACITY = 128;
/** Digits of a year. */
const YEAR = 4;
/** Columns of a line that tells its own time. */
const ZONE = 2;
const UNIT = 3;
const TYPE = 4;

const columns = new ByteColumns(CAPACITY);

export function readWafBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const at = behindPri(bytes, start, end);
  const isDated = isDigit(bytes[at]) && bytes[at + YEAR] === DASH;
  if (!isDated && (at !== start || layoutAt(bytes, at) === undefined)) return false;
  if (!columns.splitWords(bytes, at, end, SPACE)) return false;
  const type = isDated ? TYPE : 0;
  const layout = layoutAt(bytes, columns.from(type));
  if (layout === undefined || columns.count < type + layout.fewest) return false;
  if (!isEnd(bytes, type + layout.client) || !isEnd(bytes, type + layout.service)) return false;
  clearWindows(out);
  if (isDated) {
    if (!isUnit(bytes) || !anyTimeOf(bytes, at, columns.to(ZONE)) || byteTime.isLocal) return false;
    out.timeMs = byteTime.ms;
  }
  return takeVisit(out);
}

function layoutAt(bytes: Uint8Array, at: number): Layout | undefined {
  if (bytes[at + 2] !== SPACE) return undefined;
  if (isWordAt(bytes, at, 'TR')) return ACCESS;
  return isWordAt(bytes, at, 'WF') || isWordAt(bytes, at, 'NF') ? FIREWALL : undefined;
}

/** An address with its port behind it. */
function isEnd(bytes: Uint8Array, column: number): boolean {
  const port = uintOf(bytes, columns.from(column + 1), columns.to(column + 1));
  return port >= 0 && isAddress(bytes, columns.from(column), columns.to(column));
}

/** A name that no part of a time could be. */
function isUnit(bytes: Uint8Array): boolean {
  const [from, to] = [columns.from(UNIT), columns.to(UNIT)];
  const first = bytes[from] ?? 0;
  if (first < 97 || first > 122) return false;
  for (let at = from; at < to; at++) if (!isHostByte(bytes[at] ?? 0)) return false;
  return true;
}

/** As CefEvent takes the time: of other keys for one, the reader of text decides. */
const windows = new PairWindows({
  spec: { time: ['rt', 'start', 'end'], sourceIp: ['src'], destinationHost: ['dhost'] },
  judged: [],
  unplain: [
    'eventtime',
    'FTNTFGTeventtime',
    'FortinetFortiGateeventtime',
    'ad.eventtime',
    'deviceReceiptTime',
    'startTime',
    'endTime',
    'timestamp',
    'deviceCustomDate1',
    'dtz',
    'deviceTimeZone',
  ],
});

/** @param look how far into a line what tells it may stand */
export function readWafPairBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  look: number,
  out: LineWindows,
): boolean {
  if (!isWordAt(bytes, start, 'cat=')) return false;
  const limit = Math.min(end, start + look);
  if (behindKey(bytes, ' dvc=', start, limit) < 0 || behindKey(bytes, ' requestMethod=', start, limit) < 0)
    return false;
  windows.begin(out);
  if (!scanSpaced(bytes, start, end, windows, out) || !windows.finish(bytes, out)) return false;
  return windows.isFilled('sourceIp') && windows.isFilled('destinationHost') && takeVisit(out);
}
