import type { TrafficFormat } from '../api.ts';
import { CLF_WORDS } from '../shared/clf.ts';
import { claimSquidCommon, createSquidCommonParser } from './parse.ts';

/** Squid writing web server style lines (`logformat common` and `combined`, `emulate_httpd_log on`). */
export const squidCommon: TrafficFormat = {
  id: 'squid-common',
  title: 'Squid common and combined access log',
  vendor: 'Squid',
  grade: 'documented',
  source: 'http://www.squid-cache.org/Doc/config/logformat/',
  // `%<st` is the size of the reply, headers included: a download, not a total.
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesReceived',
    'userAgent',
  ],
  split: 'line',
  certain: 'parsed',
  signature: 'a web server line whose last column is a result and a hierarchy such as TCP_MISS:HIER_DIRECT',
  claimWords: CLF_WORDS,
  claim: claimSquidCommon,
  createParser: createSquidCommonParser,
};
