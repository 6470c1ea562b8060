/**
 * In: a line of a Zeek log: tab-separated under its `#fields`, or JSON (names joined by dots, nested, or joined by underscores).
 * Out: a verdict and the draft.
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { FieldTable } from '../keyed/field-table.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { untilCode } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';

const HASH = 35;
const BACKSLASH = 92;
const TAB = 9;
const MAX_COLUMNS = 256;

export const ZEEK_SPEC = {
  time: ['ts', '_write_ts', '@timestamp'],
  sourceIp: ['id.orig_h', 'id_orig_h', 'source_ip', 'orig_h'],
  destinationIp: ['id.resp_h', 'id_resp_h', 'destination_ip', 'resp_h'],
  destinationPort: ['id.resp_p', 'id_resp_p', 'destination_port', 'resp_p'],
  // A SOCKS proxy was asked for another host than its own.
  destinationHost: ['server_name', 'query', 'host', 'request.host', 'request_host'],
  sourceUser: ['username', 'user'],
  url: ['uri'],
  method: ['method'],
  status: ['status_code'],
  bytesSent: ['orig_bytes', 'request_body_len'],
  bytesReceived: ['resp_bytes', 'response_body_len'],
  userAgent: ['user_agent'],
  contentType: ['resp_mime_types'],
  vendorApp: ['service', 'client_protocol'],
} as const;

/** Logs about files, certificates, hosts and the sensor itself; what they say of connections stands in others as well. */
const NO_TRAFFIC: ReadonlySet<string> = new Set([
  'files',
  'x509',
  'ocsp',
  'pe',
  'known_hosts',
  'known_services',
  'known_certs',
  'known_devices',
  'known_modbus',
  'software',
  'weird',
  'notice',
  'notice_alarm',
  'dhcp',
  'ntlm',
  'kerberos',
  'dce_rpc',
  'smb_files',
  'smb_mapping',
  'smb_cmd',
  'snmp',
  'syslog',
  'stats',
  'capture_loss',
  'reporter',
  'packet_filter',
  'loaded_scripts',
  'cluster',
  'broker',
  'config',
  'telemetry',
  'analyzer',
  'dpd',
  'print',
  'traceroute',
  'intel',
  'signatures',
]);

const TABLE = new FieldTable(ZEEK_SPEC);
const PATH = 0;
const PATHS: readonly string[] = ['_path', '@stream', 'log.file.path', '@path'];

export class ZeekParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE);
  private readonly json = new JsonParser({
    spec: ZEEK_SPEC,
    watch: PATHS,
    judge: (paths, out) => judge(paths.watched(PATH) || paths.watched(PATH + 1), out),
    judged: PATHS,
  });
  private separator = TAB;
  private path = '';
  private fields = '';
  private entries: Int32Array = new Int32Array(0);

  saveState(): string {
    return this.fields === '' ? '' : `${this.separator} ${this.path} ${this.fields}`;
  }

  restoreState(state: string): void {
    const [separator = '9', path = '', ...fields] = state.split(' ');
    this.separator = Number(separator) || TAB;
    this.path = path;
    this.setFields(fields.join(' '));
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const first = text.charCodeAt(start);
    if (first === 123 || first === 64) return this.json.parse(text, start, end, out, header);
    if (first === HASH) return this.directive(text, start, end, out);
    if (this.fields === '') return reject(out, 'fields');
    return this.readRow(text, start, end, out, header);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.json.readBytes?.(bytes, start, end, out) === true;
  }

  private directive(text: string, start: number, end: number, out: EventDraft): Verdict {
    const line = text.substring(start, Math.min(end, start + 16_384));
    const { separator } = this;
    const mark = String.fromCharCode(separator);
    if (line.startsWith('#separator ')) {
      const written = /\\x([0-9a-fA-F]{2})/.exec(line)?.[1];
      this.separator = written === undefined ? TAB : Number.parseInt(written, 16);
    } else if (line.startsWith(`#path${mark}`)) this.path = line.slice(6).replaceAll(' ', '');
    else if (line.startsWith(`#fields${mark}`)) this.setFields(line.slice(8));
    else if (!DIRECTIVES.some((word) => line.startsWith(word))) return reject(out, 'shape');
    return skip(out, 'header');
  }

  private setFields(fields: string): void {
    this.fields = fields;
    const names = fields === '' ? [] : fields.split(String.fromCharCode(this.separator)).slice(0, MAX_COLUMNS);
    this.entries = Int32Array.from(names, (name) => TABLE.find(name, 0, name.length));
  }

  private readRow(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { entries, filler, separator } = this;
    filler.begin();
    let column = 0;
    for (let at = start; at <= end; column++) {
      const stop = untilCode(text, separator, at, end);
      const entry = entries[column] ?? -1;
      if (entry >= 0) this.put(entry, text, at, stop, out);
      at = stop + 1;
    }
    filler.finish(out, header);
    if (column !== entries.length) return reject(out, 'columns');
    return judge(this.path, out);
  }

  private put(entry: number, text: string, start: number, end: number, out: EventDraft): void {
    let slash = start;
    while (slash < end && text.charCodeAt(slash) !== BACKSLASH) slash++;
    if (slash === end) this.filler.put(entry, text, start, end, out);
    else {
      const value = text
        .substring(start, end)
        .replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      this.filler.put(entry, value, 0, value.length, out);
    }
  }
}

export const DIRECTIVES: readonly string[] = [
  '#separator',
  '#set_separator',
  '#empty_field',
  '#unset_field',
  '#path',
  '#open',
  '#fields\t',
  '#types',
  '#close',
];

function judge(path: string, out: EventDraft): Verdict {
  if (NO_TRAFFIC.has(path)) return skip(out, 'message-type');
  if (out.sourceIp === '' && out.destinationIp === '') return skip(out, 'message-type');
  return requireEnds(out);
}
