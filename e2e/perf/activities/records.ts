/** Audit records as an organisation of some thousand people makes them: seeded, in order of time, about a kilobyte each. */
import type { Random } from '../../../core/sample/random.ts';

const PEOPLE = 4_000;
const FILES = 60_000;
const START_MS = Date.UTC(2025, 0, 6);
/** A quarter of a year. */
const SPAN_MS = 90 * 86_400_000;

type Kind = readonly [operation: string, workload: string, type: number, weight: number];

/** Operations by how often they come, as shares of 65,536. */
const KINDS: readonly Kind[] = [
  ['FileAccessed', 'SharePoint', 6, 17_000],
  ['MailItemsAccessed', 'Exchange', 50, 12_000],
  ['FileModified', 'OneDrive', 6, 8_000],
  ['UserLoggedIn', 'AzureActiveDirectory', 15, 9_000],
  ['FileDownloaded', 'SharePoint', 6, 6_000],
  ['FileSyncDownloadedFull', 'OneDrive', 6, 5_000],
  ['MessageSent', 'MicrosoftTeams', 25, 4_000],
  ['UserLoginFailed', 'AzureActiveDirectory', 15, 1_500],
  ['HardDelete', 'Exchange', 3, 1_200],
  ['SharingSet', 'SharePoint', 14, 900],
  ['AnonymousLinkCreated', 'SharePoint', 14, 300],
  ['Set-Mailbox', 'Exchange', 1, 250],
  ['New-InboxRule', 'Exchange', 1, 120],
  ['Consent to application.', 'AzureActiveDirectory', 8, 80],
  ['Add member to role.', 'AzureActiveDirectory', 8, 60],
];
/** Where people are, most of them behind few addresses, some behind one of their own. */
const NETWORKS = [
  '193.99.144',
  '80.187.97',
  '93.184.216',
  '185.220.101',
  '52.95.110',
  '62.2.24',
  '89.160.20',
  '2.125.160',
];
const HOMES = 40_000;
const AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1';

/** Line `at` of `count`, without its line end. */
export function auditRecord(random: Random, at: number, count: number): string {
  const [operation, workload, recordType] = kindOf(random);
  const person = Math.floor((random.below(1024) * random.below(PEOPLE)) / 1024);
  const time = START_MS + Math.floor((at / count) * SPAN_MS);
  const hex = (): string => random.next().toString(16).padStart(8, '0');
  const file = random.below(FILES);
  const record = {
    CreationTime: new Date(time).toISOString().slice(0, 19),
    Id: `${hex()}-${hex().slice(0, 4)}-4000-8000-${hex()}${hex().slice(0, 4)}`,
    Operation: operation,
    OrganizationId: '11111111-aaaa-4bbb-8ccc-000000000001',
    RecordType: recordType,
    ResultStatus: operation === 'UserLoginFailed' ? 'Failed' : 'Succeeded',
    UserKey: `10030000${person.toString(16).padStart(8, '0')}`,
    UserType: person % 200 === 0 ? 2 : 0,
    Version: 1,
    Workload: workload,
    ClientIP: addressOf(random, person),
    UserId: `user${person}@example.com`,
    UserAgent: `${AGENT}${20 + (person % 12)}.0.0.0 Safari/537.36`,
    ObjectId: `https://example.sharepoint.com/sites/team${file % 300}/Shared Documents/folder${file % 40}/document-${file}.docx`,
    SiteUrl: `https://example.sharepoint.com/sites/team${file % 300}/`,
    SourceFileName: `document-${file}.docx`,
    ItemType: 'File',
    AppAccessContext: {
      AADSessionId: `5e551011-${hex().slice(0, 4)}-4000-8000-${hex()}0000`,
      CorrelationId: `${hex()}-c000-4000-8000-${hex()}0000`,
      ClientAppId: '4345a7b9-9a63-4910-a426-35363201d503',
    },
    ExtendedProperties: [{ Name: 'ResultStatusDetail', Value: 'Success' }],
  };
  return JSON.stringify(record);
}

function addressOf(random: Random, person: number): string {
  if (person % 4 !== 0) return `198.51.${100 + (person % 2)}.${person % 250}`;
  const home = random.below(HOMES);
  return home % 8 === 0
    ? `2a02:${(home % 4096).toString(16)}:${person.toString(16)}::1`
    : `${NETWORKS[home % NETWORKS.length]}.${home % 250}`.replace('.144.', `.${home % 200}.`);
}

function kindOf(random: Random): Kind {
  let left = random.next() >>> 16;
  for (const kind of KINDS) {
    left -= kind[3];
    if (left < 0) return kind;
  }
  return KINDS[0] ?? ['FileAccessed', 'SharePoint', 6, 0];
}
