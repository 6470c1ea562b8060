/**
 * In: `client ident user [time] "METHOD url HTTP/x" status bytes ["referer" "user agent"] RESULT:HIERARCHY`
 * (Squid's `common` and `combined` formats, and the older `emulate_httpd_log`).
 */
import { EventDraft, type LineParser, PARSED, REJECTED, type SyslogHeader, type Verdict } from '../api.ts';
import { clf, findClfTime, looksLikeClf, readClfHead, readClfRequest, readClfTail } from '../shared/clf.ts';
import { readClfBytes } from '../shared/clf-bytes.ts';
import { fieldText } from '../shared/fields.ts';
import { squidAction } from '../shared/squid-result.ts';

export function createSquidCommonParser(): LineParser {
  return { parse, readBytes: (bytes, start, end, out) => readClfBytes(bytes, start, end, out, true) };
}

function parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
  out.reset();
  const open = findClfTime(text, start, end, out);
  if (open < 0 || !readClfRequest(text, end, out)) return reject(out);
  readClfTail(text, end, out);
  if (clf.resultEnd === 0) return reject(out);
  out.action = squidAction(text, clf.resultStart, clf.resultEnd);
  readClfHead(text, start, open, out);
  if (!clf.isForward && clf.targetEnd > clf.targetStart && text.charCodeAt(clf.targetStart) === 47)
    out.reason = 'inbound';
  if (out.wantDetail) {
    out.method = fieldText(text, clf.methodStart, clf.methodEnd);
    out.url = fieldText(text, clf.targetStart, clf.targetEnd);
  }
  return PARSED;
}

function reject(out: EventDraft): Verdict {
  out.reason = 'shape';
  return REJECTED;
}

const scratch = new EventDraft();

export function claimSquidCommon(text: string, start: number, end: number): number {
  if (!looksLikeClf(text, start, end, scratch) || !readClfRequest(text, end, scratch)) return 0;
  readClfTail(text, end, scratch);
  return clf.resultEnd > 0 ? 0.95 : 0;
}
