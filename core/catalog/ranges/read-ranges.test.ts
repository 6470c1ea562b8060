import { describe, expect, it } from 'vitest';
import { readRanges, SHARED_RANGE_APPS } from './read-ranges.ts';

/** A file of each vendor, cut to what tells its form; addresses are of the blocks set aside for documentation. */
const FILES: Readonly<Record<string, unknown>> = {
  'Microsoft 365': [
    {
      id: 1,
      serviceArea: 'Exchange',
      urls: ['outlook.office.com'],
      ips: ['192.0.2.0/25', '2001:db8:1::/48'],
      tcpPorts: '443',
    },
    { id: 2, serviceArea: 'Skype', ips: ['198.51.100.0/24'], category: 'Optimize' },
    { id: 3, serviceArea: 'Common', urls: ['*.office.net'], required: false },
  ],
  'Microsoft Azure': {
    changeNumber: 391,
    cloud: 'Public',
    values: [
      { name: 'AzureCloud', id: 'AzureCloud', properties: { addressPrefixes: ['192.0.2.0/24', '198.51.100.0/24'] } },
      { name: 'PowerBI.WestEurope', id: 'PowerBI', properties: { addressPrefixes: ['192.0.2.0/24'] } },
      { name: 'ActionGroup', id: 'ActionGroup', properties: { addressPrefixes: ['203.0.113.0/28'] } },
    ],
  },
  'Amazon Web Services': {
    syncToken: '1',
    createDate: '2026-01-01-00-00-00',
    prefixes: [
      { ip_prefix: '192.0.2.0/24', region: 'eu-west-1', service: 'AMAZON', network_border_group: 'eu-west-1' },
      { ip_prefix: '192.0.2.0/24', region: 'eu-west-1', service: 'S3', network_border_group: 'eu-west-1' },
      { ip_prefix: '198.51.100.0/24', region: 'eu-west-1', service: 'EC2', network_border_group: 'eu-west-1' },
      { ip_prefix: '203.0.113.0/24', region: 'GLOBAL', service: 'CODEBUILD', network_border_group: 'GLOBAL' },
    ],
    ipv6_prefixes: [{ ipv6_prefix: '2001:db8::/48', region: 'GLOBAL', service: 'CLOUDFRONT' }],
  },
  Google: {
    syncToken: '1',
    creationTime: '2026-01-01T00:00:00',
    prefixes: [
      { ipv4Prefix: '192.0.2.0/24' },
      { ipv6Prefix: '2001:db8::/32', service: 'Google Cloud', scope: 'asia-east1' },
    ],
  },
  GitHub: {
    verifiable_password_authentication: false,
    ssh_key_fingerprints: { SHA256_RSA: 'x' },
    ssh_keys: ['ssh-ed25519 AAAA'],
    web: ['192.0.2.0/24'],
    git: ['192.0.2.0/24', '2001:db8::/48'],
    actions: ['198.51.100.0/24'],
    copilot: ['203.0.113.0/24'],
    domains: { website: ['*.github.com'] },
  },
  Atlassian: {
    creationDate: '2026-01-01',
    syncToken: 1,
    items: [
      { network: '192.0.2.0', mask_len: 24, cidr: '192.0.2.0/24', product: ['bitbucket'], direction: ['egress'] },
      { cidr: '198.51.100.0/24', product: ['jira', 'confluence', 'trello'], direction: ['ingress'] },
    ],
  },
  Okta: { us_cell_1: { ip_ranges: ['192.0.2.0/24'] }, emea_cell_1: { ip_ranges: ['198.51.100.0/24'] } },
  'Oracle Cloud': {
    last_updated_timestamp: '2026-01-01T00:00:00',
    regions: [
      {
        region: 'eu-frankfurt-1',
        cidrs: [
          { cidr: '192.0.2.0/24', tags: ['OCI'] },
          { cidr: '198.51.100.0/24', tags: ['OSN', 'OBJECT_STORAGE'] },
        ],
      },
    ],
  },
  Cloudflare: { result: { ipv4_cidrs: ['192.0.2.0/24'], ipv6_cidrs: ['2001:db8::/32'], etag: 'x' }, success: true },
  Fastly: { addresses: ['192.0.2.0/24'], ipv6_addresses: ['2001:db8::/32'] },
  Datadog: {
    version: 1,
    modified: '2026-01-01-00-00-00',
    agents: { prefixes_ipv4: ['192.0.2.0/24'], prefixes_ipv6: ['2001:db8::/48'] },
    api: { prefixes_ipv4: ['192.0.2.0/24'], prefixes_ipv6: [] },
  },
  Zscaler: {
    'zscaler.net': {
      'continent : EMEA': { 'city : Frankfurt': [{ range: '192.0.2.0/24', vpn: 'x', latitude: '50' }] },
    },
  },
};

const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Microsoft 365': { 'exchange-online': ['192.0.2.0/25', '2001:db8:1::/48'], 'microsoft-teams': ['198.51.100.0/24'] },
  'Microsoft Azure': { 'power-bi': ['192.0.2.0/24'], 'rented-servers': ['198.51.100.0/24'] },
  'Amazon Web Services': {
    'amazon-s3': ['192.0.2.0/24'],
    'rented-servers': ['198.51.100.0/24'],
    'amazon-cloudfront': ['2001:db8::/48'],
  },
  Google: { 'google-apis': ['192.0.2.0/24'], 'rented-servers': ['2001:db8::/32'] },
  GitHub: { github: ['192.0.2.0/24', '2001:db8::/48'], 'github-copilot': ['203.0.113.0/24'] },
  Atlassian: { bitbucket: ['192.0.2.0/24'], 'atlassian-cloud': ['198.51.100.0/24'] },
  Okta: { okta: ['192.0.2.0/24', '198.51.100.0/24'] },
  'Oracle Cloud': { 'rented-servers': ['192.0.2.0/24'], 'oracle-cloud': ['198.51.100.0/24'] },
  Cloudflare: { 'cloudflare-cdn': ['192.0.2.0/24', '2001:db8::/32'] },
  Fastly: { fastly: ['192.0.2.0/24', '2001:db8::/32'] },
  Datadog: { datadog: ['192.0.2.0/24', '2001:db8::/48'] },
  Zscaler: { zscaler: ['192.0.2.0/24'] },
};

describe('readRanges', () => {
  it.each(Object.keys(FILES))('knows a file of %s', (publisher) => {
    const read = readRanges(`\ufeff${JSON.stringify(FILES[publisher])}`);
    expect(read?.publisher).toBe(publisher);
    expect(Object.fromEntries(read?.apps ?? [])).toEqual(EXPECTED[publisher]);
    expect(read?.invalid).toBe(0);
  });

  it('leaves out services that are no app, and counts them', () => {
    expect(readRanges(JSON.stringify(FILES['Amazon Web Services']))?.leftOut).toEqual(new Map([['CODEBUILD', 1]]));
    expect(readRanges(JSON.stringify(FILES.GitHub))?.leftOut).toEqual(new Map([['actions', 1]]));
  });

  it('knows what several vendors have blocks of', () => {
    expect([...SHARED_RANGE_APPS]).toEqual(['rented-servers']);
  });

  it('takes a plain list without naming an app', () => {
    const read = readRanges(
      '# ranges\r\n192.0.2.0/24\r\n198.51.100.7, 2001:db8::/32 ; the last\n192.0.2.0/24\nnonsense',
    );
    expect(read).toMatchObject({ publisher: null, blocks: 3, invalid: 1 });
    expect(read?.unassigned).toEqual(['192.0.2.0/24', '198.51.100.7', '2001:db8::/32']);
  });

  it('counts what is no block, and refuses what is no such file', () => {
    const wrong = { addresses: ['192.0.2.0/24', '999.1.1.1/8', '<b>'], ipv6_addresses: [] };
    expect(readRanges(JSON.stringify(wrong))).toMatchObject({ blocks: 1, invalid: 2 });
    for (const text of [
      '',
      '{',
      '[]',
      '{}',
      'null',
      '{"a":{}}',
      'Name,Score\nDropbox,7',
      'host\n192.0.2.1',
      '\0\0',
      '{"format":"undercast-catalog-changes"}',
    ]) {
      expect(readRanges(text), text).toBeNull();
    }
  });
});
