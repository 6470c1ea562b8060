/** Amazon S3 server access logs: requests to the organisation's own buckets. */
import { EventDraft, type LineParser, PARSED, type SyslogHeader, type TrafficFormat, type Verdict } from '../api.ts';

import { clf, findClfTime, isRequestNext } from '../shared/clf.ts';
import { fieldEnd, fieldText, findLastCode, findWord, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { readS3Bytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const scratch = new EventDraft();
const OPERATIONS: readonly string[] = ['REST.', 'SOAP.', 'WEBSITE.', 'BATCH.', 'S3.'];
const LOOK = 700;

/** Owner, bucket, time in brackets, address, requester, request id, an operation such as `REST.GET.OBJECT`. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  if (findClfTime(text, start, limit, scratch) < 0 || isRequestNext(text, limit)) return 0;
  return OPERATIONS.some((word) => findWord(text, ` ${word}`, clf.afterTime, limit) > 0) ? 1 : 0;
}

class S3Parser implements LineParser {
  readonly readBytes = readS3Bytes;

  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    if (findClfTime(text, start, Math.min(end, start + LOOK), out) < 0) return reject(out, 'time');
    const ownerEnd = untilCode(text, SPACE, start, end);
    const bucketEnd = untilCode(text, SPACE, ownerEnd + 1, end);
    const bucket = fieldText(text, ownerEnd + 1, bucketEnd);
    let at = clf.afterTime + 1;
    // Client, requester, request id, operation, key.
    for (let column = 0; column < 5; column++) {
      const stop = fieldEnd(text, at, end, SPACE);
      if (column === 0) setSource(text, at, stop, out);
      if (column === 1) setRequester(text, at, stop, out);
      at = stop + 1;
    }
    if (at >= end) return reject(out, 'columns');
    const requestEnd = fieldEnd(text, at, end, SPACE);
    readRequest(text, at, requestEnd, out);
    at = requestEnd + 1;
    let isPut = false;
    if (out.method === 'PUT' || out.method === 'POST') isPut = true;
    // Status, error, bytes sent, object size, total time, turnaround.
    for (let column = 0; column < 6 && at < end; column++) {
      const stop = untilCode(text, SPACE, at, end);
      const value = parseUint(text, at, stop);
      if (column === 0) out.status = value;
      if (column === 2) out.bytesReceived = value;
      if (column === 3 && isPut) out.bytesSent = value;
      at = stop + 1;
    }
    readTail(text, at, end, out);
    if (out.destinationHost === '' && bucket !== '') out.destinationHost = `${bucket}.s3.amazonaws.com`;
    out.reason = 'inbound';
    return PARSED;
  }
}

/** `arn:aws:iam::123456789012:user/alice`; canonical ids name nobody. */
function setRequester(text: string, start: number, end: number, out: EventDraft): void {
  if (!text.startsWith('arn:', start)) return;
  const slash = findLastCode(text, 47, start, end);
  out.sourceUser = text.substring(slash > 0 ? slash + 1 : start, end);
}

function readRequest(text: string, start: number, end: number, out: EventDraft): void {
  if (text.charCodeAt(start) !== DQUOTE) return;
  const method = untilCode(text, SPACE, start + 1, end - 1);
  const last = findLastCode(text, SPACE, method + 1, end - 1);
  out.method = text.substring(start + 1, method);
  out.url = text.substring(Math.min(method + 1, end - 1), last > method ? last : end - 1);
}

/** Referer, user agent, then single words; the host the client asked for ends in `amazonaws.com` or is a name of the owner's. */
function readTail(text: string, from: number, end: number, out: EventDraft): void {
  const referer = fieldEnd(text, from, end, SPACE);
  const agent = fieldEnd(text, referer + 1, end, SPACE);
  if (out.wantDetail && agent <= end && agent - referer > 2 && text.charCodeAt(referer + 1) === DQUOTE)
    out.userAgent = text.substring(referer + 2, agent - 1);
  let at = agent + 1;
  // Version id, host id, signature, cipher, authentication, host.
  for (let column = 0; column < 6 && at < end; column++) {
    const stop = untilCode(text, SPACE, at, end);
    if (column === 5) out.destinationHost = fieldText(text, at, stop);
    at = stop + 1;
  }
}

export const awsS3Access: TrafficFormat = {
  id: 'aws-s3-access',
  title: 'Amazon S3 server access',
  vendor: 'Amazon',
  grade: 'verified',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'url',
    'method',
    'status',
    'bytesSent',
    'bytesReceived',
    'userAgent',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: OPERATIONS.map((word) => ` ${word}`),
  claim,
  signature: 'owner, bucket, a time in brackets and an operation such as REST.GET.OBJECT',
  createParser: () => new S3Parser(),
};
