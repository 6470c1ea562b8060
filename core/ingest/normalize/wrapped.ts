/**
 * In: a line that is a JSON object of a log service (Sentinel, Splunk, Elastic, CloudWatch, journald, a container runtime).
 * Out: the raw line of another product that one of its fields holds, if any, with what the object says of time and device: it is a
 * header like syslog's, only wordier.
 *
 * `raw`: the field's name says that it holds the original line, so it is read before the object. `text`: the name is used for prose as
 * well (`message`), so the object comes first and the text only when nothing is made of the object.
 */
import { EventDraft, type SyslogHeader } from '../formats/api.ts';
import { DraftFiller } from '../formats/keyed/draft-filler.ts';
import {
  hasAnyKey,
  jsonStart,
  type KeySet,
  keySet,
  knownSceneOf,
  sceneHolds,
  sceneOf,
} from '../formats/keyed/json-keys.ts';
import { JsonPaths } from '../formats/keyed/json-paths.ts';
import { WrappedBytes } from './wrapped-bytes.ts';

/** Where the original line stands, best first. */
const RAW: readonly string[] = [
  '_raw',
  'result._raw',
  'SyslogMessage',
  'RawData',
  'RawMessage',
  'RawEvent',
  'event.original',
  '_source.event.original',
  'rawMessage',
  'raw_message',
  'raw_log',
  'rawLog',
  'raw_event',
  'original_message',
  'full_message',
  'full_log',
  'short_message',
  '@message',
  'Raw_Log_s',
  'RawData_s',
  'raw_data_s',
  'SyslogMessage_s',
  'log.original',
  'event._raw',
];
const TEXT: readonly string[] = [
  'message',
  'Message',
  'result.message',
  '_source.message',
  'MESSAGE',
  'log',
  'msg',
  'textPayload',
  'Message_s',
  'message_s',
  'raw',
  'properties.msg',
  'data.message',
  'event.message',
  'fields.message',
  'jsonPayload.message',
  'payload',
  'line',
  'event',
  'attributes.message',
  'body',
  'Body',
  'log.message',
  'rawLine',
  'content',
];

const SPEC = {
  time: [
    '_time',
    'result._time',
    'EventTime',
    'EventTime [UTC]',
    '@timestamp',
    '_source.@timestamp',
    'timestamp',
    'TimeGenerated',
    'TimeGenerated [UTC]',
    '__REALTIME_TIMESTAMP',
    '_SOURCE_REALTIME_TIMESTAMP',
    'time',
    'ts',
  ],
  sourceHost: ['HostName', 'Hostname', 'Computer', 'host.name', 'host', 'result.host', '_HOSTNAME'],
  sourceUser: ['ProcessName', 'process.name', 'SYSLOG_IDENTIFIER', 'appname', 'program', 'ident'],
} as const;

/** Every way in which the last key of a path may be written: `"original"` within `"event"`, or `"event.original"` at once. */
const lastKeys = (paths: readonly string[]): KeySet =>
  keySet(
    ...paths.flatMap((path) => {
      const names = path.split('.');
      return names.map((_, from) => `"${names.slice(from).join('.')}"`);
    }),
  );
const LAST_KEYS = lastKeys([...RAW, ...TEXT]);
const RAW_KEYS = lastKeys(RAW);

export type WrappedKind = '' | 'raw' | 'text';

/** Shorter texts are words, not log lines. */
const MIN_LENGTH = 15;
const OPEN_BRACE = 123;
const AT = 64;

export class WrappedLines {
  /** Finds lines that are read before their object from bytes. */
  readonly bytes: WrappedBytes;
  /** The line found last, and its header as far as the object gives one. */
  line = '';
  timeMs = Number.NaN;
  timeIsLocal = false;
  host = '';
  tag = '';

  /** Whether lines of this scene hold such a key. */
  private scene = 0;
  private hasKey = false;
  private bytesScene = 0;
  private hasRaw = false;
  private readonly paths = new JsonPaths(SPEC, [...RAW, ...TEXT]);
  private readonly filler = new DraftFiller(this.paths.table);
  private readonly draft = new EventDraft();
  private readonly header: SyslogHeader = {
    start: 0,
    timeMs: Number.NaN,
    timeIsLocal: false,
    timeIsYearless: false,
    host: '',
    tag: '',
  };

  constructor() {
    this.bytes = new WrappedBytes(this.paths, RAW.length, MIN_LENGTH);
  }

  /** Whether a line that is read before its object may stand in bytes[start, end); true also where that is not known. */
  mayHoldRaw(bytes: Uint8Array, start: number, end: number): boolean {
    const scene = knownSceneOf(bytes, start, end);
    if (scene === 0) return true;
    if (scene !== this.bytesScene) {
      this.bytesScene = scene;
      this.hasRaw = sceneHolds(RAW_KEYS);
    }
    return this.hasRaw;
  }

  /** Cheap for lines that are no object. */
  find(text: string, start: number, end: number): WrappedKind {
    const first = text.charCodeAt(start);
    if (first !== OPEN_BRACE && first !== AT) return '';
    const { draft, paths } = this;
    // Most objects hold no such key, which is told without reading their pairs.
    const scene = sceneOf(text, start, end);
    if (scene === 0 || scene !== this.scene) {
      this.scene = scene;
      this.hasKey = hasAnyKey(text, jsonStart(text, start, end), end, LAST_KEYS);
    }
    if (!this.hasKey) return '';
    draft.reset();
    if (!paths.read(text, jsonStart(text, start, end), end, this.filler, draft)) return '';
    for (let index = 0; index < RAW.length + TEXT.length; index++) {
      if (!paths.has(index)) continue;
      const line = paths.watched(index);
      if (line.length < MIN_LENGTH) continue;
      this.take(line);
      return index < RAW.length ? 'raw' : 'text';
    }
    return '';
  }

  /** Gives the object's time and device to a header that has none of its own. */
  fillHeader(header: SyslogHeader): void {
    if (Number.isNaN(header.timeMs)) {
      header.timeMs = this.timeMs;
      header.timeIsLocal = this.timeIsLocal;
      header.timeIsYearless = false;
    }
    if (header.host === '') header.host = this.host;
    if (header.tag === '') header.tag = this.tag;
  }

  private take(line: string): void {
    const { draft } = this;
    this.filler.finish(draft, this.header);
    // Line ends within it were escapes: one line is what parsers take.
    this.line = line.includes('\n') ? line.replace(/[\r\n]+$/, '').replace(/\r?\n/g, ' ') : line;
    this.timeMs = draft.timeMs;
    this.timeIsLocal = draft.timeIsLocal;
    this.host = draft.sourceHost;
    this.tag = draft.sourceUser;
  }
}
