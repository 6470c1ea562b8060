/**
 * Barracuda.
 * - Web filter (`http_scan`) and web log of the CloudGen Firewall (F-series), which copies it: `epoch n client server type client url size BYF ACTION REASON … category user`.
 *   Source: https://campus.barracuda.com/product/webfilter/doc/6160402/syslog-and-the-barracuda-web-security-gateway/
 * - Web application firewall: CEF's pairs without its header (`cat=TR dvc=… src=…`), or columns (waf.ts). These are visits to what the
 *   organisation publishes.
 *   Source: https://campus.barracuda.com/product/webapplicationfirewall/doc/4259935/exporting-log-formats/
 */
import { ACTION_UNKNOWN, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { CefEvent } from '../cef/event.ts';
import { VENDOR_PUBLISHER } from '../cef/vendor.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findWord, wordAt } from '../shared/fields.ts';
import { readEpochTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';
import { readScanBytes } from './read-bytes.ts';
import { readWafBytes, readWafPairBytes } from './visit-bytes.ts';
import { readWaf, wafTypeAt } from './waf.ts';

export type Shape = 'scan' | 'pairs' | 'columns' | '';

const tokens = new Tokens();
/** Category, device and the like stand in front of what identifies a line of pairs. */
const LOOK = 600;
const URL = 6;
const MARK = 8;
const CATEGORY = 23;
const USER = 24;

export function shapeOf(text: string, start: number, end: number): Shape {
  if (wordAt(text, start, end, 'cat=')) {
    const limit = Math.min(end, start + LOOK);
    return findWord(text, ' dvc=', start, limit) >= 0 && findWord(text, ' requestMethod=', start, limit) >= 0
      ? 'pairs'
      : '';
  }
  if (start >= end) return '';
  if (wafTypeAt(text, start, end) >= 0) return 'columns';
  return text.charCodeAt(start + 10) === 32 && isScan(text, start, end) ? 'scan' : '';
}

function isScan(text: string, start: number, end: number): boolean {
  if (tokens.split(text, start, end, SEPARATOR.space) < 12) return false;
  return (
    is(text, MARK, 'BYF') ||
    (isIp(text, 2) && isIp(text, 3) && isIp(text, 5) && wordAt(text, tokens.start(URL), end, 'http'))
  );
}

function is(text: string, column: number, word: string): boolean {
  const from = tokens.start(column);
  return column < tokens.count && tokens.end(column) - from === word.length && text.startsWith(word, from);
}

function isIp(text: string, column: number): boolean {
  return looksLikeIp(text, tokens.start(column), tokens.end(column));
}

export function createBarracudaParser(): LineParser {
  const pairs = new SpacedFields();
  const event = new CefEvent();
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      switch (shapeOf(text, start, end)) {
        case 'scan':
          return readScan(text, start, end, out);
        case 'columns':
          return readWaf(text, start, end, wafTypeAt(text, start, end), out, header);
        case 'pairs':
          return readPairs(pairs, event, text, start, end, out, header);
        default:
          return reject(out, 'shape');
      }
    },
    readBytes: (bytes, start, end, out) =>
      readScanBytes(bytes, start, end, out) ||
      readWafBytes(bytes, start, end, out) ||
      readWafPairBytes(bytes, start, end, LOOK, out),
  };
}

function readScan(text: string, start: number, end: number, out: EventDraft): Verdict {
  if (readEpochTime(text, start, end, out) < 0) return reject(out, 'time');
  setSource(text, tokens.start(2), tokens.end(2), out);
  if (!setDestinationFromUrl(text, tokens.start(URL), tokens.end(URL), out)) return reject(out, 'shape');
  if (isIp(text, 3) && !is(text, 3, '0.0.0.0')) out.destinationIp = tokens.text(text, 3);
  out.bytesTotal = tokens.uint(text, 7);
  out.action = actionOfWord(tokens.text(text, MARK + 1));
  const user = tokens.text(text, USER).replace(/^[[(]+|[\])]+$/g, '');
  // The firewall's web log puts the address where nobody is logged in.
  if (user !== 'ANON' && !looksLikeIp(user, 0, user.length)) out.sourceUser = user.slice(user.indexOf(':') + 1);
  if (out.wantDetail) {
    out.url = tokens.text(text, URL);
    out.contentType = tokens.text(text, 4);
    out.vendorCategory = tokens.text(text, CATEGORY);
  }
  return PARSED;
}

function readPairs(
  pairs: SpacedFields,
  event: CefEvent,
  text: string,
  start: number,
  end: number,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  event.begin(VENDOR_PUBLISHER, true);
  pairs.reset(text, start, end);
  while (pairs.next()) event.take(text, pairs, out);
  event.finish('', out);
  if (Number.isNaN(out.timeMs)) {
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
  }
  const isNowhere = out.destinationHost === '' && out.destinationIp === '' && out.url === '';
  return isNowhere && out.action === ACTION_UNKNOWN ? skip(out, 'message-type') : PARSED;
}
