/**
 * What look-ups of addresses cost: `node e2e/perf/geo/bench.ts`. Reading the shipped data, then distinct addresses of either kind, one thread;
 * the tables alone, and all that a workspace asks of one (own ranges, a list of the user's, the tables).
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createRangeLookUp } from '../../../core/enrich/index.ts';
import { addressSet, packRanges, readAddressList } from '../../../core/geo/index.ts';
import { Random } from '../../../core/sample/random.ts';
import { openGeo, reserveGeo } from '../../../core/services/geo/geo-data.ts';
import { describeMachine } from '../machine.ts';

const ADDRESSES = 500_000;
const ROUNDS = 4;
const root = join(import.meta.dirname, '../../..');
const random = new Random(11);
const hex = (): string => (random.next() >>> 16).toString(16);

const v4 = Array.from(
  { length: ADDRESSES },
  () => `${1 + random.below(222)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
);
// Providers' blocks begin with 2001 to 2c0f; half are written short.
const v6 = Array.from({ length: ADDRESSES }, (_, at) => {
  const block = (0x2001 + random.below(0xc0f)).toString(16);
  return at % 2 === 0
    ? `${block}:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}`
    : `${block}:${hex()}:${hex()}::${hex()}`;
});

function rate(ask: (address: string) => unknown, addresses: readonly string[]): string {
  const rates = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (const address of addresses) ask(address);
    return addresses.length / (performance.now() - began) / 1000;
  });
  return `${(rates[0] ?? 0).toFixed(2)} M/s at first, ${Math.max(...rates).toFixed(2)} M/s then`;
}

function line(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(40)} ${value}\n`);
}

const began = performance.now();
const geo = openGeo(join(root, 'resources'), reserveGeo(join(root, 'resources')));
const opened = performance.now() - began;
const list = readAddressList(Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? v4[at] : v6[at])).join('\n'));
const set = addressSet(packRanges(list.ranges));
const range = { category: 'corporate', tags: [], location: null, isp: null } as const;
const ranges = createRangeLookUp(
  Array.from({ length: 200 }, (_, at) => ({
    ...range,
    name: `Site ${at}`,
    cidrs: [`172.${16 + (at % 16)}.${at}.0/24`, `2a0c:${at.toString(16)}::/32`],
  })),
);

line('machine', describeMachine());
line('shipped data read', `${opened.toFixed(0)} ms`);
for (const [kind, addresses] of [
  ['IPv4', v4],
  ['IPv6', v6],
] as const) {
  line(
    `${kind}, place and network`,
    rate((ip) => geo.lookUp(ip), addresses),
  );
  line(
    `${kind}, own ranges (200)`,
    rate((ip) => ranges.factsOf(ip), addresses),
  );
  line(
    `${kind}, a list of 20,000`,
    rate((ip) => set.has(ip), addresses),
  );
}
