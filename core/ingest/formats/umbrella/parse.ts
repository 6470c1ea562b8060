/**
 * In: a row of the logs of Cisco Umbrella and Secure Access as they lie in their storage: proxy, DNS, IP layer, cloud firewall,
 * intrusions, data loss prevention and zero trust access, all versions.
 * A collector may have escaped the quotes once more (`\"2025-…\",\"…`); exports with a header row are read by it.
 */
import { ACTION_BLOCKED, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { CsvRows } from '../csv-header/rows.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { isMethod } from '../shared/clf.ts';
import { findCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { DNS_LAYOUT, IP_LAYOUT, type Layout, lastOf, layoutOf, scanRow } from './columns.ts';
import { createUmbrellaBytes } from './read-bytes.ts';

const DQUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const INBOUND = 'INBOUND';
/** Columns of the newest proxy log, and room for more. */
const CAPACITY = 48;
/** `"2025-01-01 00:00:00","` */
const STAMP = 22;
/** `2025-01-01 00:00:00` */
const BARE_STAMP = 19;

/** The kinds of identity that are computers. */
const COMPUTERS = /roaming|anyconnect|chromebook|mobile|computer/i;

export const UMBRELLA_ROWS = {
  marks: [
    ['identities', 'verdict'],
    ['policyidentity', 'internalip'],
    ['mostgranularidentity', 'action'],
    ['identity', 'verdict', 'datacenter'],
    ['identities', 'internalip'],
    ['policyidentity', 'verdict'],
    // Secure Access puts a header over the rows of its storage.
    ['identityemail', 'verdict', 'clientip'],
    ['originids', 'identities', 'direction'],
    ['policyidentitylabel', 'externalclientip'],
    ['identities', 'generatorid', 'signatureid'],
  ],
} as const;

export function createUmbrellaParser(): LineParser {
  return new UmbrellaParser();
}

/**
 * Position of the first character of a row: behind blanks. -1 when it does not begin with a quoted time, or with a bare one in front of
 * the cloud firewall's `[policy]`.
 */
export function rowStart(text: string, start: number, end: number): number {
  const at = skipBlank(text, start, end);
  if (at + STAMP + 3 > end) return -1;
  const first = text.charCodeAt(at) === BACKSLASH ? at + 1 : at;
  if (text.startsWith(',[', at + BARE_STAMP) && text.charCodeAt(at + 4) === 45) return at;
  if (text.charCodeAt(first) !== DQUOTE || text.charCodeAt(first + 5) !== 45 || text.charCodeAt(first + 14) !== 58) {
    return -1;
  }
  return at;
}

class UmbrellaParser implements LineParser {
  private readonly row = new CsvFields(CAPACITY, COMMA);
  private readonly rows = new CsvRows(UMBRELLA_ROWS);
  readonly readBytes = createUmbrellaBytes((kind) => COMPUTERS.test(kind));

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = rowStart(text, start, end);
    if (at >= 0) {
      if (text.charCodeAt(at) === BACKSLASH) {
        const plain = text.substring(at, end).replaceAll('\\"', '"');
        return this.readRow(plain, 0, plain.length, out);
      }
      const verdict = this.readRow(text, at, end, out);
      if (verdict === PARSED || !this.rows.isOpen) return verdict;
      out.reset();
    }
    return this.rows.parse(text, start, end, out, header);
  }

  saveState(): string {
    return this.rows.save();
  }

  restoreState(state: string): void {
    this.rows.restore(state);
  }

  private readRow(line: string, start: number, end: number, out: EventDraft): Verdict {
    const { row } = this;
    const text = scanRow(row, line, start, end);
    const layout = layoutOf(text, row);
    if (layout === undefined) return reject(out, 'columns');
    if (readIsoTime(text, row.start(0), row.end(0), out) < 0) return reject(out, 'time');
    // All of Umbrella's times are UTC.
    out.timeIsLocal = false;
    this.readWho(text, layout, out);
    this.readWhere(text, layout, out);
    if (out.destinationHost === '' && out.destinationIp === '' && out.url === '') return skip(out, 'message-type');
    out.action = layout === IP_LAYOUT ? ACTION_BLOCKED : actionOfWord(row.get(layout.action));
    out.bytesSent = this.number(text, layout.bytesSent);
    out.bytesReceived = this.number(text, layout.bytesReceived);
    if (row.is(4, INBOUND)) out.reason = 'inbound';
    if (out.wantDetail) this.readDetail(text, layout, out);
    return PARSED;
  }

  private readWho(text: string, layout: Layout, out: EventDraft): void {
    const { row } = this;
    out.sourceIp = this.address(text, layout.sourceIp) || this.address(text, layout.externalIp);
    const identity = row.get(layout.identity);
    out.sourceUser = accountIn(identity);
    if (layout.device >= 0) out.sourceHost = row.get(layout.device);
    else if (layout.identityType >= 0 && COMPUTERS.test(row.get(layout.identityType))) out.sourceHost = identity;
    else out.sourceHost = this.computer(layout);
  }

  /** The computer that stands behind the person and the site among a request's identities; '' when the last is none. */
  private computer(layout: Layout): string {
    const { row } = this;
    if (layout.identityTypes < 0 || layout.identityTypes >= row.count) return '';
    return COMPUTERS.test(lastPart(row.get(layout.identityTypes))) ? lastPart(row.get(layout.identities)) : '';
  }

  private readWhere(text: string, layout: Layout, out: EventDraft): void {
    const { row } = this;
    out.destinationIp = this.address(text, layout.destinationIp);
    const port = this.number(text, layout.port);
    if (port >= 0 && port <= 65_535) out.destinationPort = port;
    if (layout.host >= 0) out.destinationHost = row.get(layout.host);
    // A packet's address may be known under several names, of which none is surer than the others.
    if (layout.names >= 0 && layout.names < row.count && !row.get(layout.names).includes(',')) {
      out.destinationHost = row.get(layout.names);
    }
    if (layout.url >= 0) {
      out.url = row.get(layout.url);
      setHostFromUrl(out);
    }
    if (layout === DNS_LAYOUT && out.destinationHost.endsWith('.')) {
      out.destinationHost = out.destinationHost.slice(0, -1);
    }
  }

  private readDetail(text: string, layout: Layout, out: EventDraft): void {
    const { row } = this;
    out.vendorCategory = layout.categories < 0 ? '' : row.get(layout.categories);
    out.vendorApp = layout.app < 0 ? '' : row.get(layout.app);
    if (layout.url < 0) return;
    out.userAgent = layout.userAgent < 0 ? '' : row.get(layout.userAgent);
    out.status = this.number(text, layout.status);
    if (layout.contentType >= 0) out.contentType = row.get(layout.contentType);
    if (layout.identityType < 0) return;
    for (let column = layout.identityType; column < row.count; column++) {
      if (isMethod(text, row.start(column), row.end(column))) {
        out.method = row.get(column);
        break;
      }
    }
  }

  private address(text: string, column: number): string {
    if (column < 0) return '';
    const start = this.row.start(column);
    const end = this.row.end(column);
    return looksLikeIp(text, start, end) ? text.substring(start, end) : '';
  }

  private number(text: string, column: number): number {
    const isThere = column >= 0 && column < this.row.count;
    return isThere ? parseUint(text, this.row.start(column), this.row.end(column)) : -1;
  }
}

function lastPart(list: string): string {
  return list.slice(lastOf((at) => list.charCodeAt(at), 0, list.length));
}

/** `ALICE, EXAMPLE (alice@example.com)` → the account; anything else as it is. */
function accountIn(identity: string): string {
  const open = identity.lastIndexOf('(');
  if (open <= 0 || !identity.endsWith(')')) return identity;
  const account = identity.slice(open + 1, -1);
  return findCode(account, 64, 0, account.length) > 0 ? account : identity;
}
