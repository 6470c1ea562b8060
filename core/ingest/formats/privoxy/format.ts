/** Privoxy's own log. */
import type { TrafficFormat } from '../api.ts';
import { createPrivoxyParser, kindBefore, NO_KIND } from './parse.ts';

export const privoxy: TrafficFormat = {
  id: 'privoxy',
  title: 'Privoxy',
  vendor: 'Privoxy',
  grade: 'verified',
  source: 'https://www.privoxy.org/user-manual/config.html',
  fields: ['time', 'destinationHost', 'destinationIp', 'destinationPort', 'url', 'action'],
  split: 'line',
  certain: { from: 0.97 },
  claim: (text, start) => (kindBefore(text, start) === NO_KIND ? 0 : 0.97),
  signature: 'a thread, then "Request:" or "Crunch:" and a URL without scheme',
  createParser: createPrivoxyParser,
};
