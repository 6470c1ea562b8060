/** Commands on files of Google Drive beyond single permissions, links and the trash. */
import { GOOGLE_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { KeptLists, KeptState, type WriteTo } from './kept.ts';

const GAM_DOCS = 'https://github.com/GAM-team/GAM/wiki';
const OWNER = 'Drive access as the owner';
const PERMISSIONS = `${GAM_DOCS}/Users-Drive-Permissions`;
const LABELS = `${GAM_DOCS}/Users-Classification-Labels`;
/** Takes away each permission that a CSV file of GAM lists. */
const DELETE_LISTED = 'gam user "~Owner" delete drivefileacl "~id" "id:~~permission.id~~"';
const CREATE_LISTED = 'gam user "~Owner" create drivefileacl "~id"';
const NO_OWNERS = 'csv_input_row_drop_filter "permission.role:regex:(owner)|(organizer)"';

/** @param matches which of the file's permissions; all of them when empty */
function listPermissions(matches: string): WriteTo {
  return (path) => `gam redirect csv ${path} user {user} print drivefileacls {file} oneitemperrow${matches}`;
}

/** A column stands in GAM's list only where a row has it, and GAM refuses to read one that is not there. */
function whereListed(column: string, list: string, command: string): string {
  return `{ ! head -n 1 ${list} | grep -q ${column} || ${command}; }`;
}

/** Gives people, groups, domains and everybody the access again that a list has. */
function createListed(list: string): string {
  const give = (column: string, filter: string, to: string): string =>
    whereListed(
      column,
      list,
      `gam config csv_input_row_filter "permission.type:regex:${filter}" ${NO_OWNERS} csv ${list} ${CREATE_LISTED} ${to}`,
    );
  const isFound = 'role "~permission.role" allowfilediscovery "~permission.allowFileDiscovery"';
  return [
    give(
      'permission.emailAddress',
      '(user)|(group)',
      '"~permission.type" "~permission.emailAddress" role "~permission.role"',
    ),
    give('permission.domain', 'domain', `domain "~permission.domain" ${isFound}`),
    give('permission.allowFileDiscovery', 'anyone', `anyone ${isFound}`),
  ].join(' && ');
}

const ALL = new KeptLists('permissions', '{file:name}', 'csv', listPermissions(''));
const EXTERNAL = new KeptLists(
  'external',
  '{file:name}',
  'csv',
  listPermissions(' pm typelist user,group,domain notrole owner notdomainlist {ownDomain} em'),
);
const BY_DOMAIN = ' pm type domain domainlist {ownDomain} em';
const DOMAIN = new KeptState('domain', '{file:name}.csv', listPermissions(BY_DOMAIN));
const PUBLIC = new KeptState('public', '{file:name}.csv', listPermissions(' pm type anyone em'));
const COLLABORATOR = new KeptState(
  'collaborator',
  '{file:name}+{collaborator:name}.csv',
  listPermissions(' pm emailaddresslist {collaborator} em'),
);
const SHARED = new KeptLists(
  'shared',
  '{user:name}',
  'csv',
  (path) => `gam redirect csv ${path} user {user} print filelist showownedby others fields id`,
);
const DELETE_PUBLIC = whereListed('permission.id', PUBLIC.now, `gam csv ${PUBLIC.now} ${DELETE_LISTED}`);
const DOMAIN_LATER = 'domain-later-{file:name}.csv';

export const GOOGLE_FILE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-collaborator',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${COLLABORATOR.save} && gam user {user} delete drivefileacl {file} {collaborator}`,
    undo: COLLABORATOR.restore(createListed(COLLABORATOR.before)),
    permission: OWNER,
    source: PERMISSIONS,
  },
  {
    action: 'remove-public-link',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${PUBLIC.save} && ${DELETE_PUBLIC}`,
    undo: PUBLIC.restore(createListed(PUBLIC.before)),
    permission: OWNER,
    source: PERMISSIONS,
  },
  {
    action: 'make-private',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${ALL.save} && gam config ${NO_OWNERS} csv "$list" ${DELETE_LISTED}`,
    undo: ALL.restore(createListed('"$list"')),
    permission: OWNER,
    source: `${PERMISSIONS}#delete-all-acls-except-owner-from-a-file`,
  },
  {
    action: 'remove-external',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${EXTERNAL.save} && ${whereListed('permission.id', '"$list"', `gam csv "$list" ${DELETE_LISTED}`)}`,
    undo: EXTERNAL.restore(createListed('"$list"')),
    permission: `${OWNER}; several own domains are given with commas`,
    source: `${GAM_DOCS}/Permission-Matches`,
  },
  {
    action: 'reduce-public-access',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${PUBLIC.save} && ${DELETE_PUBLIC} && gam user {user} add drivefileacl {file} anyone role reader withlink`,
    undo: PUBLIC.restore(`gam user {user} delete drivefileacl {file} anyonewithlink && ${createListed(PUBLIC.before)}`),
    permission: OWNER,
    source: PERMISSIONS,
  },
  {
    action: 'grant-domain-read',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${DOMAIN.save} && gam user {user} add drivefileacl {file} domain {ownDomain} role reader discoverable`,
    undo: DOMAIN.restore(
      `${listPermissions(BY_DOMAIN)(DOMAIN_LATER)} && gam csv ${DOMAIN_LATER} ${DELETE_LISTED} && ${createListed(DOMAIN.before)}`,
    ),
    permission: OWNER,
    source: PERMISSIONS,
  },
  {
    action: 'limit-resharing',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: 'gam user {user} update drivefile {file} writerscanshare false',
    undo: 'gam user {user} update drivefile {file} writerscanshare true',
    permission: OWNER,
    source: `${GAM_DOCS}/Users-Drive-Files-Manage`,
  },
  {
    action: 'transfer-file',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: 'gam user {user} add drivefileacl {file} user {newOwner} role owner',
    undo: 'gam user {newOwner} add drivefileacl {file} user {user} role owner',
    permission: `${OWNER}; both in the same organisation`,
    source: PERMISSIONS,
  },
  {
    action: 'apply-label',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: 'gam user {user} process filedrivelabels {file} addlabel {label}',
    undo: 'gam user {user} process filedrivelabels {file} deletelabel {label}',
    permission: `${OWNER}, who may apply the label`,
    source: LABELS,
  },
  {
    action: 'remove-label',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: 'gam user {user} process filedrivelabels {file} deletelabel {label}',
    undo: 'gam user {user} process filedrivelabels {file} addlabel {label}',
    permission: `${OWNER}, who may apply the label`,
    source: LABELS,
  },
  {
    action: 'remove-collaborations',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: `${SHARED.save} && gam csv "$list" gam user "~Owner" delete drivefileacl "~id" {user}`,
    undo: null,
    noWayBack:
      'Owners share their files again; the files shared+….csv list them, one for each run. What a group or a link gives is not taken away.',
    permission: 'Drive access as the account',
    source: `${GAM_DOCS}/Users-Drive-Files-Display`,
  },
];
