/**
 * In: a directory's people as a CSV export. Out: one record a person, and what could not be used, line by line.
 * Guarantee: whatever the order and language of its columns, a person has at least one name that logs may use.
 */
import { findColumns, readCsv } from './read-csv.ts';

export interface Person {
  readonly upn: string | null;
  /** Account name without domain. */
  readonly account: string | null;
  /** NetBIOS or first label of the DNS domain, lower case. */
  readonly domain: string | null;
  readonly mail: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly manager: string | null;
  readonly groups: readonly string[];
  /** Path from the top, as Google writes it: `/Head office/Sales`. */
  readonly orgUnit: string | null;
}

export interface DirectoryProblem {
  readonly line: number;
  readonly problem: string;
}

export interface DirectoryText {
  readonly people: readonly Person[];
  readonly problems: readonly DirectoryProblem[];
  /** What was found, as the header of the file names it; null where a column is missing. */
  readonly columns: Readonly<Record<DirectoryColumn, string | null>>;
}

const COLUMNS = {
  upn: ['userprincipalname', 'upn', 'principalname', 'signinname', 'userprincipal'],
  account: [
    'samaccountname',
    'onpremisessamaccountname',
    'sam',
    'accountname',
    'logonname',
    'loginname',
    'login',
    'username',
    'userid',
    'uid',
    'account',
    'user',
  ],
  domain: ['onpremisesdomainname', 'netbiosname', 'netbiosdomain', 'domain', 'domainname'],
  mail: [
    'mail',
    'email',
    'emailaddress',
    'emailaddressrequired',
    'primarysmtpaddress',
    'windowsemailaddress',
    'mailaddress',
    'smtp',
  ],
  name: ['displayname', 'fullname', 'name', 'cn', 'commonname'],
  department: ['department', 'dept', 'departmentname', 'division', 'abteilung', 'service', 'team'],
  manager: ['manager', 'managername', 'managerupn', 'manageruserprincipalname', 'managermail', 'manageremail'],
  orgUnit: [
    'orgunitpathrequired',
    'orgunitpath',
    'orgunit',
    'organizationalunit',
    'organisationalunit',
    'ou',
    'distinguishedname',
    'onpremisesdistinguishedname',
    'dn',
  ],
  groups: ['groups', 'memberof', 'group', 'groupmembership', 'groupmemberships', 'groupnames'],
} as const;
export type DirectoryColumn = keyof typeof COLUMNS;

/** Reads a directory's CSV text; a file without a column that names people has no people and says so. An empty one has neither people nor problems. */
export function readDirectory(text: string): DirectoryText {
  const { header, headerLine, rows } = readCsv(text);
  const at = findColumns(header, COLUMNS);
  const columns = Object.fromEntries(
    Object.entries(at).map(([key, index]) => [key, index < 0 ? null : (header[index] ?? null)]),
  ) as DirectoryText['columns'];
  if (at.upn < 0 && at.account < 0 && at.mail < 0) {
    const problems = headerLine === 0 ? [] : [{ line: headerLine, problem: NO_NAMES }];
    return { people: [], problems, columns };
  }
  const problems: DirectoryProblem[] = [];
  const byKey = new Map<string, { readonly line: number; readonly person: Person }>();
  for (const { line, cells } of rows) {
    const cell = (key: DirectoryColumn) => textOf(cells[at[key]]);
    const person = personOf(cell);
    const key = (person.upn ?? person.mail ?? accountKey(person))?.toLowerCase();
    if (key === undefined) {
      problems.push({ line, problem: 'names nobody: no principal name, account or mail' });
      continue;
    }
    const earlier = byKey.get(key);
    if (earlier) problems.push({ line, problem: `repeats ${key} of line ${earlier.line}; this one counts` });
    byKey.set(key, { line, person });
  }
  return { people: [...byKey.values()].map(({ person }) => person), problems, columns };
}

const NO_NAMES =
  'has no column that names people: one of UserPrincipalName, sAMAccountName and mail must be among its columns';

function accountKey({ account, domain }: Person): string | null {
  return account === null ? null : `${domain ?? ''}\\${account}`;
}

function textOf(cell: string | undefined): string | null {
  const text = cell?.trim() ?? '';
  return text === '' || text === '-' || /^(null|n\/a|none)$/i.test(text) ? null : text;
}

function personOf(cell: (key: DirectoryColumn) => string | null): Person {
  const given = cell('account');
  const slash = given?.lastIndexOf('\\') ?? -1;
  const named = given === null ? null : given.slice(slash + 1);
  const isMail = named?.includes('@') === true;
  const domain = slash > 0 ? (given?.slice(0, slash) ?? null) : cell('domain');
  return {
    upn: cell('upn') ?? (isMail ? named : null),
    account: isMail ? null : named,
    domain: domain === null ? null : (domain.toLowerCase().split('.')[0] ?? null),
    mail: cell('mail')?.replace(/^smtp:/i, '') ?? null,
    name: cell('name'),
    department: cell('department'),
    manager: commonName(cell('manager')),
    groups: groupsOf(cell('groups')),
    orgUnit: orgUnitOf(cell('orgUnit')),
  };
}

/** `CN=Sales,OU=Groups,DC=corp` is the group Sales. */
function commonName(text: string | null): string | null {
  if (text === null) return null;
  const match = /^cn=((?:\\.|[^,])+)/i.exec(text);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? text;
}

/** The units of a distinguished name, from the top, are written as paths are. Whom no unit holds is in the top one. */
function orgUnitOf(text: string | null): string | null {
  if (text === null || !/(?:^|,)(?:ou|dc)=/i.test(text)) return text;
  const units = [...text.matchAll(/(?:^|,)ou=((?:\\.|[^,\\])+)/gi)].map(([, name = '']) =>
    name.replace(/\\(.)/g, '$1'),
  );
  return `/${units.reverse().join('/')}`;
}

/** Distinguished names hold commas themselves; a list without them may be parted by commas. */
function groupsOf(text: string | null): readonly string[] {
  if (text === null) return [];
  const parts = /[;|\n]/.test(text) ? text.split(/[;|\n]/) : /=/.test(text) ? text.split(/,(?=cn=)/i) : text.split(',');
  const names = parts.flatMap((part) => commonName(textOf(part)) ?? []);
  return [...new Set(names)];
}
