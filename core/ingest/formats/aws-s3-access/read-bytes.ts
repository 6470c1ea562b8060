/**
 * In: a line of an S3 access log as bytes: `OWNER BUCKET [TIME] CLIENT REQUESTER ID REST.GET.OBJECT KEY "REQUEST" …`. Out: that it is a visit
 * to the organisation's own bucket, or "not plain".
 * Plain: columns without quotes up to the key, and a request in quotes behind it.
 */
import type { LineWindows } from '../api.ts';
import { clearWindows, isWordAt, untilByte } from '../shared/bytes.ts';
import { clfStampOf } from '../shared/clf-bytes.ts';
import { takeVisit } from '../shared/visit-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN = 91;
/** `[01/Jan/2025:00:00:00 +0000] ` */
const STAMP_BYTES = 29;
/** As in the claim. */
const LOOK = 700;
const OPERATIONS = ['REST.', 'SOAP.', 'WEBSITE.', 'BATCH.', 'S3.'] as const;
/** Client, requester, request id, operation, key. */
const COLUMNS = 5;
const OPERATION = 3;

export function readS3Bytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const owner = untilByte(bytes, SPACE, start, end);
  const bucket = untilByte(bytes, SPACE, owner + 1, end);
  const stamp = bucket + 1;
  if (bytes[stamp] !== OPEN || stamp + STAMP_BYTES >= end) return false;
  for (let at = start; at < bucket; at++) if (bytes[at] === OPEN || bytes[at] === DQUOTE) return false;
  const time = clfStampOf(bytes, stamp);
  if (Number.isNaN(time) || bytes[stamp + STAMP_BYTES - 1] !== SPACE) return false;
  let at = stamp + STAMP_BYTES;
  for (let column = 0; column < COLUMNS; column++) {
    if (at >= end || bytes[at] === SPACE || bytes[at] === DQUOTE) return false;
    if (column === OPERATION && !isOperation(bytes, at, Math.min(end, start + LOOK))) return false;
    at = untilByte(bytes, SPACE, at, end) + 1;
  }
  if (at + 1 >= end || bytes[at] !== DQUOTE) return false;
  clearWindows(out);
  out.timeMs = time;
  return takeVisit(out);
}

function isOperation(bytes: Uint8Array, at: number, end: number): boolean {
  return OPERATIONS.some((word) => at + word.length <= end && isWordAt(bytes, at, word));
}
