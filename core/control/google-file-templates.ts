/** Commands on files of Google Drive beyond single permissions, links and the trash. */
import { GOOGLE_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';

const GAM_DOCS = 'https://github.com/GAM-team/GAM/wiki';
const OWNER = 'Drive access as the owner';
const PERMISSIONS = `${GAM_DOCS}/Users-Drive-Permissions`;
const LABELS = `${GAM_DOCS}/Users-Classification-Labels`;
/** Deletes each permission that a CSV file of GAM lists. */
const DELETE_LISTED = 'gam user "~Owner" delete drivefileacl "~id" "id:~~permission.id~~"';

export const GOOGLE_FILE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'make-private',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command:
      'gam redirect csv ./permissions-{file:url}.csv user {user} print drivefileacls {file} oneitemperrow && ' +
      `gam config csv_input_row_drop_filter "permission.role:regex:(owner)|(organizer)" csv ./permissions-{file:url}.csv ${DELETE_LISTED}`,
    undo: null,
    noWayBack: 'Share the file again with those whom permissions-….csv lists.',
    permission: OWNER,
    source: `${PERMISSIONS}#delete-all-acls-except-owner-from-a-file`,
  },
  {
    action: 'remove-external',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command:
      'gam redirect csv ./external-{file:url}.csv user {user} print drivefileacls {file} oneitemperrow pm typelist user,group,domain notrole owner notdomainlist {ownDomain} em && ' +
      `gam csv ./external-{file:url}.csv ${DELETE_LISTED}`,
    undo: null,
    noWayBack: 'Share the file again with those whom external-….csv lists. Several own domains are given with commas.',
    permission: OWNER,
    source: `${GAM_DOCS}/Permission-Matches`,
  },
  {
    action: 'reduce-public-access',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command:
      'gam user {user} delete drivefileacl {file} anyone && gam user {user} add drivefileacl {file} anyone role reader withlink',
    undo: 'gam user {user} delete drivefileacl {file} anyonewithlink && gam user {user} add drivefileacl {file} anyone role reader discoverable',
    permission: OWNER,
    source: PERMISSIONS,
  },
  {
    action: 'grant-domain-read',
    apps: GOOGLE_APPS,
    tool: 'GAM',
    shell: 'sh',
    command: 'gam user {user} add drivefileacl {file} domain {ownDomain} role reader discoverable',
    undo:
      'gam redirect csv ./domain-{file:url}.csv user {user} print drivefileacls {file} oneitemperrow pm type domain domainlist {ownDomain} em && ' +
      `gam csv ./domain-{file:url}.csv ${DELETE_LISTED}`,
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
    command:
      'gam redirect csv ./shared-{user:url}.csv user {user} print filelist showownedby others fields id && ' +
      'gam csv ./shared-{user:url}.csv gam user "~Owner" delete drivefileacl "~id" {user}',
    undo: null,
    noWayBack:
      'Owners share their files again; shared-….csv lists them. What a group or a link gives is not taken away.',
    permission: 'Drive access as the account',
    source: `${GAM_DOCS}/Users-Drive-Files-Display`,
  },
];
