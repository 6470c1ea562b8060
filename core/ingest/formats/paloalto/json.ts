/**
 * A line of Palo Alto's log forwarding service (Strata / Cortex Data Lake, Prisma Access) as JSON.
 * Field names: "Log Forwarding Schema Reference".
 */
import { ACTION_BLOCKED, PARSED } from '../api.ts';
import type { JsonShape } from '../keyed/json-parser.ts';
import { reject, skip } from '../shared/verdict.ts';
import { ACTIONS } from './actions.ts';

const TYPE = 0;
/** Two spellings of one name. */
const SUBTYPES = [1, 2] as const;

export const PAN_JSON: JsonShape = {
  spec: {
    time: ['TimeGenerated', 'TimeReceived'],
    sourceIp: ['SourceAddress'],
    sourceUser: ['SourceUser'],
    sourceHost: ['SourceDeviceHost'],
    destinationIp: ['DestinationAddress', 'DNSResolverIP'],
    destinationPort: ['DestinationPort'],
    action: ['Action'],
    bytesSent: ['BytesSent'],
    bytesReceived: ['BytesReceived'],
    count: ['RepeatCount'],
    url: ['URL'],
    method: ['HTTPMethod'],
    userAgent: ['UserAgent'],
    contentType: ['ContentType'],
    vendorCategory: ['URLCategory'],
    vendorApp: ['Application'],
  },
  watch: ['LogType', 'Subtype', 'SubType'],
  judged: ['LogType', 'Subtype', 'SubType'],
  actions: ACTIONS,
  judge(paths, out) {
    const type = paths.watched(TYPE);
    if (type === '') return reject(out, 'shape');
    if (type !== 'TRAFFIC' && type !== 'THREAT' && type !== 'URL') return skip(out, 'message-type');
    if (Number.isNaN(out.timeMs)) return reject(out, 'time');
    if (out.sourceIp === '' && out.destinationIp === '') return reject(out, 'address');
    if (out.count === 0) out.count = 1;
    if (out.method === 'unknown') out.method = '';
    if (type !== 'TRAFFIC') return PARSED;
    if (SUBTYPES.some((index) => paths.is(index, 'start'))) return skip(out, 'session-start');
    if (SUBTYPES.some((index) => paths.is(index, 'drop') || paths.is(index, 'deny'))) out.action = ACTION_BLOCKED;
    return PARSED;
  },
};
