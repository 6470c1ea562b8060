/**
 * In: a file of a tenant's state: Graph's JSON, a cmdlet's CSV, JSON or list, a file of Microsoft-Extractor-Suite, DFIR-O365RC, Hawk or AzureHound.
 * Out: which kind of object it holds, and the objects; of AzureHound's several kinds. None when it is none of these. Pure; never throws on any
 * text.
 */
import { readCsv } from '../enrich/read-csv.ts';
import type { SnapshotKind, SnapshotRow } from '../model/snapshot.ts';
import { azureHoundRows, collectedIn } from './azurehound.ts';
import { baselineRows } from './baseline.ts';
import { formatListRows } from './format-list.ts';
import { gathered } from './gather.ts';
import { inOneOrder } from './in-one-order.ts';
import { isObject } from './row-reader.ts';

export interface SnapshotFile {
  readonly kind: SnapshotKind;
  readonly rows: readonly SnapshotRow[];
  /** The tenant that the file or its name tells; '' when none does. */
  readonly tenant: string;
  /** Lines of JSON that are no objects, and were left out; null where every line is one. */
  readonly badLines: BadLines | null;
}

export interface BadLines {
  readonly count: number;
  /** Number of the first of them in the file, from 1. */
  readonly first: number;
}

interface Look {
  readonly kind: SnapshotKind;
  /** Columns or keys that the objects have, without case; one set of them is enough. */
  readonly has: readonly (readonly string[])[];
}

/** In this order: the narrower looks first. */
const LOOKS: readonly Look[] = [
  {
    kind: 'secureScore',
    has: [
      ['controlscores', 'currentscore', 'maxscore'],
      ['title', 'currentscore', 'maxscore'],
      ['controlname', 'scoreinpercentage'],
      ['title', 'maxscore', 'controlcategory', 'remediation'],
    ],
  },
  {
    kind: 'baseline',
    has: [
      ['controlid', 'requirement', 'result', 'criticality'],
      ['control id', 'requirement', 'result', 'criticality'],
    ],
  },
  {
    kind: 'licences',
    has: [
      ['sku', 'units', 'serviceplans'],
      ['skupartnumber', 'consumedunits'],
    ],
  },
  {
    kind: 'mailClients',
    has: [
      ['devicetype', 'firstsynctime'],
      ['devicemodel', 'firstsynctime'],
    ],
  },
  { kind: 'autoReplies', has: [['autoreplystate']] },
  {
    kind: 'mfaRegistration',
    has: [
      ['userprincipalname', 'ismfaregistered'],
      ['userprincipalname', 'mfastatus'],
      ['user', 'mfastatus'],
      ['userprincipalname', 'methodsregistered'],
    ],
  },
  { kind: 'oauthApps', has: [['oauthappid', 'appname', 'permissions']] },
  {
    kind: 'delegatedGrants',
    has: [
      ['clientid', 'consenttype', 'scope'],
      ['permissiontype', 'permission', 'clientobjectid'],
      ['permissiontype', 'permission', 'clientdisplayname'],
    ],
  },
  { kind: 'appRoleAssignments', has: [['approleid', 'principalid', 'resourceid']] },
  {
    kind: 'conditionalAccess',
    has: [
      ['displayname', 'state', 'conditions'],
      ['displayname', 'state', 'clientapptypes'],
    ],
  },
  {
    kind: 'namedLocations',
    has: [
      ['displayname', 'ipranges'],
      ['displayname', 'countriesandregions'],
    ],
  },
  {
    kind: 'inboxRules',
    has: [
      ['forwardto', 'redirectto', 'enabled'],
      ['rulename', 'forwardto'],
      ['displayname', 'actions', 'isenabled', 'sequence'],
      ['keepfordays', 'destinationfolder', 'sender'],
    ],
  },
  {
    kind: 'mailFlowRules',
    has: [
      ['name', 'state', 'mode', 'priority', 'description'],
      ['name', 'description', 'createdby', 'whenchanged', 'state'],
      ['redirectmessageto', 'blindcopyto', 'state'],
    ],
  },
  {
    kind: 'mailboxAccess',
    has: [
      ['userprincipalname', 'fullaccessusers'],
      ['identity', 'user', 'accessrights', 'isinherited'],
      ['identity', 'trustee', 'accessrights'],
      ['role', 'roleassignee', 'effectiveusername'],
    ],
  },
  {
    kind: 'auditSettings',
    has: [['unifiedauditlogingestionenabled'], ['auditdisabled', 'organizationid'], ['auditdisabled', 'name']],
  },
  {
    kind: 'mailboxes',
    has: [
      ['primarysmtpaddress', 'forwardingsmtpaddress'],
      ['userprincipalname', 'forwardingsmtpaddress'],
    ],
  },
  {
    kind: 'mailboxAudit',
    has: [
      ['userprincipalname', 'effectiveauditstate'],
      ['userprincipalname', 'auditbypassenabled', 'auditenabled'],
    ],
  },
  {
    kind: 'roles',
    has: [
      ['roletemplateid', 'displayname'],
      ['role', 'userprincipalname'],
      ['rolename', 'userprincipalname'],
      ['adminrole', 'userprincipalname'],
      ['admingroupname', 'members'],
      ['exchangeadmingroup', 'members'],
      ['role', 'username', 'userid'],
      ['principalid', 'roledefinitionid'],
    ],
  },
  {
    kind: 'servicePrincipals',
    has: [
      ['appid', 'serviceprincipaltype'],
      ['appid', 'signinaudience'],
      ['appid', 'ownerids', 'ownerdisplaynames'],
      ['displayname', 'passwordcredentials', 'keycredentials'],
    ],
  },
  {
    kind: 'devices',
    has: [
      ['deviceid', 'operatingsystem'],
      ['deviceid', 'trusttype'],
    ],
  },
  {
    kind: 'groups',
    has: [
      ['displayname', 'securityenabled', 'mailenabled'],
      ['displayname', 'grouptypes'],
      ['groupid', 'displayname', 'membershiprule'],
      ['groupid', 'groupname', 'membershiprule'],
      ['displayname', 'members'],
    ],
  },
  {
    kind: 'users',
    has: [
      ['userprincipalname', 'accountenabled'],
      ['userprincipalname', 'displayname', 'id'],
    ],
  },
];

/** @param name of the file, with or without its folders */
export function readSnapshots(name: string, text: string): readonly SnapshotFile[] {
  const { rows: read, badLines } = rowsOf(text);
  const collected = azureHoundRows(read);
  if (collected !== null)
    return [...collected].map(([kind, rows]) => ({ kind, rows, tenant: tenantOf(name, rows).toLowerCase(), badLines }));
  const written = inOneOrder(read);
  const rows = gathered(written, keysOf(written));
  const kind = kindOf(keysOf(rows));
  return kind === null ? [] : [{ kind, rows, tenant: tenantOf(name, rows), badLines }];
}

/** Of a text that no snapshot was read from, why: what can be done differs between a file cut off, one without objects and one of another kind. */
export function whyNoSnapshot(text: string): string {
  const body = text.replace(/^\ufeff/, '').trim();
  if (body === '') return 'It is empty.';
  if (rowsOf(body).rows.length > 0) return 'Its columns or keys are those of no kind of snapshot.';
  return /^[[{]/.test(body) && parse(body) === undefined
    ? 'It is no whole JSON: it may have been cut off. Export it again.'
    : 'It lists no object: what kind it would be cannot be told.';
}

/** What is to be said of a file with such lines. */
export function badLinesText({ count, first }: BadLines): string {
  return count === 1
    ? `Line ${first} is no JSON object and was left out: the file may be damaged. Export it again.`
    : `${count} lines, from line ${first} on, are no JSON objects and were left out: the file may be damaged. Export it again.`;
}

interface Rows {
  readonly rows: SnapshotRow[];
  readonly badLines: BadLines | null;
}

function rowsOf(text: string): Rows {
  const body = text.replace(/^\ufeff/, '');
  if (body.trim() === '') return whole([]);
  if (!/^\s*[[{]/.test(body)) {
    const listed = formatListRows(body.trim());
    return whole(listed.length > 0 ? listed : csvRows(body.trim()));
  }
  const parsed = parse(body);
  return parsed === undefined ? rowsOfLines(body) : whole(listOf(parsed));
}

function whole(rows: SnapshotRow[]): Rows {
  return { rows, badLines: null };
}

function rowsOfLines(text: string): Rows {
  const rows: SnapshotRow[] = [];
  let count = 0;
  let first = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (Array.isArray(value) || isObject(value)) for (const row of listOf(value)) rows.push(row);
    else if (count++ === 0) first = at + 1;
  }
  return { rows, badLines: count === 0 ? null : { count, first } };
}

/** An array, Graph's `value`, or the object itself. */
function listOf(value: unknown): SnapshotRow[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  return (
    baselineRows(value) ?? collectedIn(value) ?? (Array.isArray(value.value) ? value.value.filter(isObject) : [value])
  );
}

function csvRows(text: string): SnapshotRow[] {
  const { header, rows } = readCsv(text);
  return rows.map(({ cells }) => Object.fromEntries(header.map((column, at) => [column.trim(), cells[at] ?? ''])));
}

function keysOf(rows: readonly SnapshotRow[]): ReadonlySet<string> {
  return new Set(rows.slice(0, 20).flatMap((row) => Object.keys(row).map((key) => key.toLowerCase())));
}

function kindOf(keys: ReadonlySet<string>): SnapshotKind | null {
  return LOOKS.find(({ has }) => has.some((set) => set.every((key) => keys.has(key))))?.kind ?? null;
}

const TENANT = /(?:^|[_-])([a-z0-9-]+\.onmicrosoft\.com)(?:[_.-]|$)/i;

function tenantOf(name: string, rows: readonly SnapshotRow[]): string {
  const told = TENANT.exec(name.split(/[\\/]/).pop() ?? '')?.[1];
  if (told !== undefined) return told.toLowerCase();
  const [first] = rows;
  const id = first?.tenantId ?? first?.TenantId;
  return typeof id === 'string' ? id.slice(0, 200) : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
