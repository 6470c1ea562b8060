/**
 * In: a Junos security event as structured data: `RT_FLOW_SESSION_CLOSE [junos@2636… source-address="…" …]`, or its pairs alone.
 * Out: a verdict and the draft.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createStructuredBytes } from './read-bytes.ts';
import { EVENT_ALERT, EVENT_DENIED, EVENT_START, kindOf } from './words.ts';

const SPEC: FieldSpec = {
  time: ['epoch-time', 'timestamp'],
  sourceIp: ['source-address', 'client-ip'],
  sourceUser: ['username', 'user-name'],
  sourceHost: ['hostname'],
  destinationIp: ['destination-address'],
  destinationPort: ['destination-port'],
  destinationHost: ['http-host'],
  url: ['url'],
  action: ['action'],
  bytesSent: ['bytes-from-client', 'inbound-bytes'],
  bytesReceived: ['bytes-from-server', 'outbound-bytes'],
  contentType: ['file-category'],
  vendorCategory: ['category', 'application-category', 'urlcategory'],
  vendorApp: ['nested-application', 'application', 'application-name'],
};

const NOTED = ['source-address', 'obj', 'attack-name', 'threat-severity', 'application', 'filename'] as const;
const SOURCE = 0;
const OBJECT = 1;
const ATTACK = 2;
const SEVERITY = 3;
const APPLICATION = 4;
const FILE = 5;

const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['none', ACTION_UNKNOWN],
  ['alarm-without-drop', ACTION_ALLOWED],
  ['close', ACTION_BLOCKED],
  ['close_client', ACTION_BLOCKED],
  ['close_server', ACTION_BLOCKED],
  ['sinkhole', ACTION_BLOCKED],
]);

export class StructuredReader {
  private readonly pairs = new PairReader(SPEC, NOTED, { actions: ACTIONS });
  private readonly fields = new KvFields();
  readonly readBytes = createStructuredBytes(SPEC);

  /** @param name the event's name, '' when the line does not hold it */
  read(text: string, start: number, end: number, name: string, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs } = this;
    pairs.begin();
    this.fields.reset(text, start, end);
    pairs.takeAll(this.fields, text, out);
    pairs.finish(out, header);
    if (!pairs.hasNote(SOURCE)) return name === '' ? reject(out, 'shape') : skip(out, 'message-type');
    if (out.vendorApp === 'UNKNOWN')
      out.vendorApp = pairs.noteIs(APPLICATION, 'UNKNOWN') ? '' : pairs.note(APPLICATION);
    // A web filter gives the host as `url` and the path as `obj`.
    const object = pairs.note(OBJECT);
    if (out.url !== '' && object.startsWith('/')) {
      out.url += object;
      if (out.destinationHost === '') setHostFromUrl(out);
    }
    // The scanner's `url` describes the virus; what was fetched is the file's name.
    if (name.startsWith('AV_')) this.readFile(out);
    // What the device writes for a sign-in it could not find.
    if (out.sourceUser === 'unknown-user') out.sourceUser = '';
    return this.judge(name, out);
  }

  private readFile(out: EventDraft): void {
    out.url = this.pairs.note(FILE);
    out.destinationHost = '';
    if (out.url.includes('/')) setHostFromUrl(out);
  }

  private judge(name: string, out: EventDraft): Verdict {
    if (out.destinationIp === '' && out.destinationHost === '') return skip(out, 'message-type');
    const kind = kindOf(name);
    if (kind === EVENT_START) return skip(out, 'session-start');
    if (kind === EVENT_DENIED) out.action = ACTION_BLOCKED;
    else if (kind === EVENT_ALERT || this.isAlert()) {
      return out.action === ACTION_BLOCKED ? PARSED : skip(out, 'message-type');
    } else if (out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
    return PARSED;
  }

  private isAlert(): boolean {
    return this.pairs.hasNote(ATTACK) || this.pairs.hasNote(SEVERITY);
  }
}
