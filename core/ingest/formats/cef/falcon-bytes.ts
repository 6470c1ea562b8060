/**
 * In: the extension of a line of CrowdStrike's host firewall as bytes. Out: its figures and where its names stand, or "not plain", as falcon.ts
 * reads it. What came in, and what was done, is part of the verdict.
 */
import type { LineWindows } from '../api.ts';
import { UNSPECIFIED } from '../crowdstrike/firewall.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { scanSpaced } from '../keyed/spaced-bytes.ts';
import { isWordAt } from '../shared/bytes.ts';
import { FALCON_DIRECTION, FALCON_SPEC } from './falcon.ts';

const windows = new PairWindows({ spec: FALCON_SPEC, judged: [FALCON_DIRECTION] });

/** @param vendor where the header's column begins, and `vendorEnd` where it ends */
export function readFalconBytes(
  bytes: Uint8Array,
  vendor: number,
  vendorEnd: number,
  start: number,
  end: number,
  out: LineWindows,
): boolean {
  windows.begin(out);
  const isRead = out.addVerdict(bytes, vendor, vendorEnd) && scanSpaced(bytes, start, end, windows, out);
  return isRead && windows.finish(bytes, out) && out.destEnd > 0 && !isUnspecified(bytes, out);
}

function isUnspecified(bytes: Uint8Array, { sourceStart, sourceEnd }: LineWindows): boolean {
  return UNSPECIFIED.some((none) => sourceEnd - sourceStart === none.length && isWordAt(bytes, sourceStart, none));
}
