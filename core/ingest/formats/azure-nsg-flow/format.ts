/**
 * Azure: flow logs of network security groups (versions 1 and 2) and of virtual networks. A record lists its flows as strings; files are
 * read one flow a line.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { hasKeys, jsonStart, keySet } from '../keyed/json-keys.ts';
import { JsonPaths } from '../keyed/json-paths.ts';
import { untilCode } from '../shared/fields.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { readEpochTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { FlowBytes } from './read-bytes.ts';

const TUPLES = keySet('"flowTuples"');
const FLATTENED = keySet('"operationName"', '"flow.0"');

const COMMA = 44;

/** Places of a flow: in a security group's record, in a virtual network's, and flattened by forwarders. */
const FLOWS: readonly string[] = [
  'properties.flows.flows.flowTuples',
  'flowRecords.flows.flowGroups.flowTuples',
  'flow.0',
  'flowTuples',
  'flowTuple',
];

/** Columns of a flow: time, source, destination, ports, protocol (`T` or its number), direction, then by version. */
const PROTOCOL = 5;
const MAX_COLUMNS = 13;

class FlowParser implements LineParser {
  private readonly paths = new JsonPaths({ time: ['time'] }, FLOWS);
  private readonly filler = new DraftFiller(this.paths.table);
  private readonly flows = new FlowBytes(this.paths);
  private readonly starts = new Int32Array(MAX_COLUMNS + 1);
  private flow = '';
  private columns = 0;

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.flows.read(bytes, start, end, out);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!this.paths.read(text, jsonStart(text, start, end), end, this.filler, out)) return reject(out, 'shape');
    const found = FLOWS.findIndex((_, index) => this.paths.has(index));
    this.filler.finish(out, header);
    if (found < 0) return hasKeys(text, start, end, TUPLES) ? skip(out, 'no-flows') : reject(out, 'shape');
    this.split(this.paths.watched(found));
    if (this.columns < 8) return reject(out, 'columns');
    return this.read(out);
  }

  private split(flow: string): void {
    this.flow = flow;
    this.columns = 0;
    for (let at = 0; at <= flow.length && this.columns < MAX_COLUMNS; this.columns++) {
      this.starts[this.columns] = at;
      at = untilCode(flow, COMMA, at, flow.length) + 1;
      this.starts[this.columns + 1] = at;
    }
  }

  private read(out: EventDraft): Verdict {
    const { flow } = this;
    readEpochTime(flow, 0, flow.length, out);
    out.sourceIp = this.text(1);
    out.destinationIp = this.text(2);
    out.destinationPort = this.number(4);
    const isInbound = this.text(6) === 'I';
    // Security groups name the protocol by a letter and their decision next; virtual networks by number and the flow's state.
    const isGroup = !isDigit(flow.charCodeAt(this.starts[PROTOCOL] ?? 0));
    const state = this.text(isGroup ? 8 : 7);
    const isDenied = this.text(7) === 'D';
    out.action = isDenied ? ACTION_BLOCKED : ACTION_ALLOWED;
    if (this.columns > 10) {
      out.bytesSent = this.number(10);
      out.bytesReceived = this.number(12);
    }
    if (state === 'B' && !isDenied) return skip(out, 'session-start');
    if (isInbound) out.reason = 'inbound';
    return PARSED;
  }

  private text(column: number): string {
    if (column >= this.columns) return '';
    return this.flow.slice(this.starts[column] ?? 0, (this.starts[column + 1] ?? 1) - 1);
  }

  private number(column: number): number {
    const value = this.text(column);
    return parseUint(value, 0, value.length);
  }
}

export const azureNsgFlow: TrafficFormat = {
  id: 'azure-nsg-flow',
  title: 'Azure NSG and virtual network flow logs',
  vendor: 'Microsoft',
  grade: 'verified',
  source: 'https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action', 'bytesSent', 'bytesReceived'],
  split: 'line',
  certain: 'claimed',
  claim: (text, start, end) => (hasKeys(text, start, end, TUPLES) || hasKeys(text, start, end, FLATTENED) ? 1 : 0),
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON records with flowTuples',
  createParser: () => new FlowParser(),
};
