/** What a workspace knows of an address: own ranges before own files before the shipped data, and own lists beside them. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRangeLookUp } from '../../enrich/index.ts';
import { type IpFacts, NOTHING_KNOWN, packRanges, readAddressList } from '../../geo/index.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { putAddressFile, putAddressList, removeAddressSources } from '../../store/write/address-sources.ts';
import { AddressView } from './address-view.ts';
import { mmdbOf } from './mmdb.test-kit.ts';
import { openMmdb } from './mmdb-file.ts';

const SHIPPED: IpFacts = {
  country: 'DE',
  region: 'Ruhr',
  city: 'Essen',
  latitude: 51.4,
  longitude: 7,
  asn: 64_500,
  isp: 'Example Telecom',
  classes: [{ class: 'isp', basis: 'table' }],
  basis: 'city',
};
const CITY = {
  country: { iso_code: 'NL' },
  city: { names: { en: 'Delft' } },
  subdivisions: [{ names: { en: 'South Holland' } }],
  location: { latitude: 52.01, longitude: 4.36 },
};

let workspace: TestWorkspace;
let reader: ReadConnection;
beforeEach(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
});
afterEach(() => {
  reader.close();
  workspace.close();
});

const range = {
  name: 'Branch',
  cidrs: ['203.0.113.0/24'],
  category: 'corporate',
  tags: [],
  location: 'Branch 7',
  isp: 'Ours',
} as const;

function lookUp(ip: string, own: Parameters<typeof createRangeLookUp>[0][number] = range) {
  const view = new AddressView(createRangeLookUp([own]), () => ({
    lookUp: (address) => (address.startsWith('10.') ? NOTHING_KNOWN : SHIPPED),
  }));
  view.refresh(reader);
  return view.lookUp(reader, ip);
}

const putList = (name: string, kind: 'tor' | 'threat', text: string) => {
  const { ranges, entries } = readAddressList(text);
  return putAddressList(workspace.db, { name, class: kind, entries, ranges: packRanges(ranges) }, 5);
};
const putFile = (name: string, content: Buffer, imported = 5) =>
  putAddressFile(workspace.db, { name, databaseType: 'City', built: 1, content }, imported);

describe('addresses of a workspace', () => {
  it('are where the shipped data say, until a range says otherwise', () => {
    expect(lookUp('198.51.100.1')).toMatchObject({
      ...SHIPPED,
      basis: { location: 'city', isp: 'routing' },
      ranges: [],
    });
    expect(lookUp('203.0.113.9')).toMatchObject({
      country: null,
      location: 'Branch 7',
      isp: 'Ours',
      asn: 64_500,
      ranges: ['Branch'],
      basis: { location: 'range', isp: 'range' },
    });
    expect(lookUp('203.0.113.9', { ...range, location: 'Lyon, Rhône, France' })).toMatchObject({
      country: 'FR',
      city: 'Lyon',
      region: null,
      latitude: null,
      location: 'Lyon, Rhône, France',
      basis: { location: 'range' },
    });
    expect(lookUp('10.0.0.1')).toMatchObject({ location: null, isp: null, ranges: ['Private addresses'] });
  });

  it('are in the user’s lists, each said by name', () => {
    const id = putList('My exits', 'tor', '198.51.100.0/30');
    putList('Feed', 'threat', '198.51.100.1');
    expect(lookUp('198.51.100.1').classes).toEqual([
      { class: 'isp', basis: 'table' },
      { class: 'threat', basis: 'Feed' },
      { class: 'tor', basis: 'My exits' },
    ]);
    removeAddressSources(workspace.db, { lists: [id], files: [] });
    expect(lookUp('198.51.100.2').classes).toEqual(SHIPPED.classes);
  });

  it('are where the latest file says; what it leaves out stays', () => {
    putFile('old.mmdb', mmdbOf('City', [['198.51.100.0/24', { country_code: 'fr', city: 'Lyon' }]]), 1);
    putFile('new.mmdb', mmdbOf('City', [['198.51.100.0/25', CITY]]), 2);
    expect(lookUp('198.51.100.1')).toMatchObject({
      country: 'NL',
      city: 'Delft',
      region: 'South Holland',
      latitude: 52.01,
      isp: 'Example Telecom',
      basis: { location: 'new.mmdb', isp: 'routing' },
    });
    expect(lookUp('198.51.100.200')).toMatchObject({ country: 'FR', city: 'Lyon', region: null, latitude: null });
    expect(lookUp('192.0.2.1')).toMatchObject({ ...SHIPPED, basis: { location: 'city', isp: 'routing' } });
  });
});

describe('MMDB files', () => {
  const open = (record: Parameters<typeof mmdbOf>[1][number][1]) =>
    openMmdb(mmdbOf('Test', [['192.0.2.0/24', record]]), 'x.mmdb').lookUp('192.0.2.5');

  it.each([
    [
      { autonomous_system_number: 64_501, autonomous_system_organization: 'Example' },
      { asn: 64_501, isp: 'Example' },
    ],
    [
      { asn: 'AS64502', as_name: 'Other', country: 'NL' },
      { asn: 64_502, isp: 'Other', country: 'NL', basis: 'x.mmdb' },
    ],
    [
      { is_anonymous_vpn: true, is_tor_exit_node: true },
      {
        classes: [
          { class: 'vpn', basis: 'x.mmdb' },
          { class: 'tor', basis: 'x.mmdb' },
        ],
      },
    ],
    [
      { latitude: 1000, country: 'Netherlands', asn: 'x' },
      { latitude: null, country: null, asn: null },
    ],
  ])('%j', (record, facts) => expect(open(record as never)).toMatchObject(facts));

  it('says what the file is, and nothing of addresses that it does not hold', () => {
    const file = openMmdb(mmdbOf('Test-City', [['192.0.2.0/24', CITY]]), 'x.mmdb');
    expect([file.databaseType, file.built]).toEqual(['Test-City', 1_700_000_000_000]);
    expect(['198.51.100.1', 'host', '2001:db8::1'].map((ip) => file.lookUp(ip))).toEqual([null, null, null]);
  });

  it('refuses what is none', () => {
    expect(() => openMmdb(Buffer.from('ip,country\n'), 'list.csv')).toThrow('list.csv is no MMDB file');
  });

  it('survives any damage', () => {
    const whole = mmdbOf('Test', [['192.0.2.0/24', CITY]]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, length) => {
        const bytes = Buffer.from(whole.subarray(0, length > whole.length / 2 ? length : whole.length));
        if (at < bytes.length) bytes[at] = byte;
        try {
          openMmdb(bytes, 'x').lookUp('192.0.2.5');
        } catch (cause) {
          expect(String(cause)).toContain('x is no MMDB file');
        }
      }),
    );
  });
});
