import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventDraft } from '../formats/api.ts';
import { NameIndex, plainName } from './name-index.ts';
import { buildNameTable, type StoredName } from './name-table.ts';
import { NAME_BASES, NAME_KINDS, type NameKind } from './record.ts';

const second = fc.integer({ min: 0, max: 60 });
const name = fc.constantFrom(
  ...['CORP\\ana', 'corp.example\\Ana', 'LAB\\ana', 'ana@corp.example', 'ana@partner.example', 'Ana', 'bo'],
  ...['pc1', 'PC1.corp.example', 'pc1.lab.example', 'www.example.com', ''],
);
const record: fc.Arbitrary<StoredName> = fc
  .record({
    kind: fc.constantFrom(...NAME_KINDS),
    basis: fc.constantFrom(...NAME_BASES),
    address: fc.constantFrom('10.0.0.1', '192.0.2.7'),
    client: fc.constantFrom('', '10.0.0.1', '10.0.0.2'),
    value: name,
    from: second,
    length: fc.integer({ min: 0, max: 25 }),
    source: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, to: rest.from + length }));

/** Word for word what is promised, over all records, with no index and no order. */
function naive(
  records: readonly StoredName[],
  kind: NameKind,
  address: string,
  at: number,
  client: string,
): string | null {
  const same = records.filter((one) => one.kind === kind && one.address === address);
  const covering = same.filter((one) => {
    if (one.value === '' || one.from > at || one.to < at) return false;
    const isExclusive = one.basis === 'dhcp' || one.basis === 'vpn';
    return !(
      isExclusive &&
      same.some(
        (later) => later.basis === one.basis && later.value !== one.value && later.from > one.from && later.from <= at,
      )
    );
  });
  const own = covering.filter((one) => one.client !== '' && one.client === client);
  const said = own.length > 0 ? own : covering.filter((one) => one.client === '');
  const names = new Set(said.map((one) => plainName(kind, one.value)));
  const areTwo = said.some((a) =>
    said.some((b) => a.basis === b.basis && kind !== 'host' && ofTwoDomains(a.value, b.value)),
  );
  return names.size === 1 && !areTwo ? ([...names][0] ?? null) : null;
}

/** Domains that the names above write the same way. */
const DOMAINS = [
  ['CORP\\ana', 'LAB\\ana'],
  ['corp.example\\Ana', 'LAB\\ana'],
  ['ana@corp.example', 'ana@partner.example'],
  ['PC1.corp.example', 'pc1.lab.example'],
];

function ofTwoDomains(a: string, b: string): boolean {
  return DOMAINS.some((pair) => a !== b && pair.includes(a) && pair.includes(b));
}

it('names what a naive look at all records names, at every second, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 14 }), fc.integer({ min: 0, max: 1000 }), (records, seed) => {
      const index = new NameIndex(buildNameTable(records));
      const shuffled = [...records].sort((a, b) => ((a.from * 7 + seed) % 11) - ((b.from * 7 + seed) % 11));
      const other = new NameIndex(buildNameTable(shuffled));
      for (const kind of NAME_KINDS) {
        for (const address of ['10.0.0.1', '192.0.2.7']) {
          for (const client of ['', '10.0.0.1', '10.0.0.9']) {
            for (let at = 0; at < 90; at += 3) {
              const found = index.find(kind, address, at, client);
              const named = found === undefined ? null : plainName(kind, found.value);
              expect(named).toBe(naive(records, kind, address, at, client));
              expect(other.find(kind, address, at, client)).toEqual(found);
            }
          }
        }
      }
    }),
    { numRuns: 120 },
  );
});

it('fills only what a line leaves open, and says on what basis', () => {
  const base = { client: '', from: 100, to: 200, source: 4 } as const;
  const index = new NameIndex(
    buildNameTable([
      { ...base, kind: 'host', basis: 'dns', address: '192.0.2.7', client: '10.0.0.5', value: 'www.example.com' },
      { ...base, kind: 'device', basis: 'dhcp', address: '10.0.0.5', value: 'pc1' },
      { ...base, kind: 'user', basis: 'vpn', address: '10.0.0.5', value: 'ana' },
    ]),
  );
  const draft = new EventDraft();
  const read = (at: number, change: Partial<EventDraft> = {}) => {
    draft.reset();
    draft.wantDetail = true;
    Object.assign(draft, { timeMs: at * 1000, sourceIp: '10.0.0.5', destinationIp: '192.0.2.7', ...change });
    index.apply(draft);
    return [draft.destinationHost, draft.sourceUser, draft.sourceHost];
  };
  expect(read(150)).toEqual(['www.example.com', 'ana', 'pc1']);
  expect(index.namedBy).toBe(
    'host by DNS answer (name evidence 4); user by VPN or RADIUS session (name evidence 4); device by DHCP lease (name evidence 4)',
  );
  expect(
    index
      .uses()
      .map(({ kind, value, basis }) => `${kind} ${value} ${basis}`)
      .sort(),
  ).toEqual(['device pc1 dhcp', 'host www.example.com dns', 'user ana vpn']);
  expect(read(150, { sourceIp: '10.0.0.6' })).toEqual(['', '', '']);
  expect(read(201)).toEqual(['', '', '']);
  expect(read(150, { destinationHost: 'a.example.com', sourceUser: 'bo' })).toEqual(['a.example.com', 'bo', 'pc1']);
});
