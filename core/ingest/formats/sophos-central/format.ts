/**
 * Sophos Central: events of endpoints as its API and SIEM integration give them. Only web control's and web protection's are uses of the network,
 * and where they went stands in a sentence (sentence.ts).
 */
import type { TrafficFormat } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';
import { isWebEvent, readWebSentence } from './sentence.ts';
import { settleSentence } from './sentence-bytes.ts';

const TYPE = 0;
const NAME = 1;

const EVENTS = jsonFormat({
  id: 'sophos-central',
  title: 'Sophos Central web control and web protection events',
  vendor: 'Sophos',
  grade: 'documented',
  source: 'https://developer.sophos.com/docs/siem-v1/1/overview',
  fromEndpoints: true,
  signature: 'JSON objects whose type is Event::Endpoint::WebFilteringBlocked or Event::Endpoint::WebControlViolation',
  marks: [[1, '"Event::Endpoint::']],
  shape: {
    spec: {
      time: ['end', 'when', 'rt', 'created_at'],
      sourceIp: ['source_info.ip'],
      sourceUser: ['suser', 'source'],
      // The SIEM integration calls the endpoint by ArcSight's name for a destination.
      sourceHost: ['dhost', 'location'],
    },
    watch: ['type', 'name'],
    judged: ['type'],
    settle: (bytes, out, watched) => settleSentence(bytes, out, watched, TYPE, NAME),
    judge(paths, out) {
      if (!isWebEvent(paths.watched(TYPE))) return skip(out, 'message-type');
      if (!readWebSentence(paths.watched(NAME), out)) return skip(out, 'message-type');
      return requireEnds(out);
    },
  },
});

/** The sentence gives more than the table of keys. */
export const sophosCentral: TrafficFormat = {
  ...EVENTS,
  fields: [...EVENTS.fields, 'destinationHost', 'destinationIp', 'destinationPort', 'action', 'vendorCategory'],
};
