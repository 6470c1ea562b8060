/** LANGuardian (NetFort, now Rapid7): its syslog messages of what sensors saw, `sen_id=… app_id=… src_ip=… dest_ip=… host=… uri=…`. */
import { PARSED, type TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvParser, type KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';

const LOOK = 120;
const SENSOR = 0;
const URI = 1;

const LINE: KvLine = {
  spec: {
    sourceIp: ['src_ip'],
    destinationIp: ['dest_ip'],
    destinationHost: ['host'],
  },
  noted: ['sen_id', 'uri'],
  judge(pairs, out) {
    if (!pairs.hasNote(SENSOR)) return reject(out, 'shape');
    if (out.destinationHost !== '') out.url = pairs.note(URI);
    return out.destinationHost === '' && out.destinationIp === '' ? reject(out, 'address') : PARSED;
  },
};

function claim(text: string, start: number, end: number): number {
  if (!text.startsWith('sen_id=', start)) return 0;
  const limit = Math.min(end, start + LOOK);
  const app = findWord(text, ' app_id=', start, limit);
  return app > 0 && findWord(text, ' src_ip=', app, limit) > 0 ? 1 : 0;
}

export const languardian: TrafficFormat = {
  id: 'languardian',
  title: 'LANGuardian network monitor',
  vendor: 'NetFort',
  grade: 'unverified',
  source: 'https://docplayer.net/1991010-Languardian-integration-guide.html',
  fields: ['time', ...fieldsOf(LINE.spec), 'url'],
  split: 'line',
  certain: 'claimed',
  claimWords: [' app_id='],
  claim,
  signature: 'sen_id= first, then app_id= and src_ip=',
  createParser: () => createKvParser(LINE),
};
