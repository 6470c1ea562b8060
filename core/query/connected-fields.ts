/** The fields of the tables that are derived from activities: rows are records of them. */
import { FILE_TYPES } from '../model/file-type.ts';
import { type FieldSpec, type FieldTable, type FieldType, type FieldValue, fieldTable } from './fields.ts';

const field = (name: string, title: string, type: FieldType = 'text', more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  title,
  type,
  level: 'cell',
  ...more,
});
const choice = (name: string, title: string, values: readonly string[], more: Partial<FieldSpec> = {}): FieldSpec =>
  field(name, title, 'enum', {
    values: values.map((value): FieldValue => ({ value, title: value.charAt(0).toUpperCase() + value.slice(1) })),
    ...more,
  });

export const ACCOUNT_FIELDS: FieldTable = fieldTable(
  [
    field('name', 'Name', 'text', { aliases: ['user', 'userName'] }),
    field('email', 'Mail'),
    field('key', 'Key'),
    field('domain', 'Domain'),
    choice('type', 'Type', ['user', 'app', 'system', 'anonymous']),
    choice('affiliation', 'Affiliation', ['internal', 'external']),
    field('admin', 'Administrator', 'boolean'),
    choice('status', 'Status', ['active', 'invited', 'suspended', 'deleted']),
    field('stale', 'Stale', 'boolean'),
    field('idleDays', 'Days without activity', 'number'),
    field('app', 'App'),
    field('instance', 'Instance', 'text', { aliases: ['organization'] }),
    field('accounts', 'Accounts', 'number'),
    field('department', 'Department'),
    field('manager', 'Manager'),
    field('group', 'Group', 'text', { aliases: ['groups'] }),
    field('firstSeen', 'First seen', 'time'),
    field('lastSeen', 'Last seen', 'time'),
    field('activities', 'Activities', 'number'),
    field('failedSignIns', 'Failed sign-ins', 'number'),
    field('adminActs', 'Administrative acts', 'number'),
    field('files', 'File activities', 'number'),
    field('downloads', 'Downloads', 'number'),
    field('consents', 'Consents', 'number'),
    field('country', 'Country', 'text', { aliases: ['countries'] }),
    field('addresses', 'Addresses', 'number'),
    field('devices', 'Devices', 'number'),
    field('enabled', 'Enabled', 'boolean'),
    choice('userType', 'Member or guest', ['member', 'guest']),
    field('created', 'Created', 'time'),
    field('lastSignIn', 'Last sign-in', 'time'),
    field('license', 'License', 'text', { aliases: ['licence', 'licenses', 'licences'] }),
    field('role', 'Role', 'text', { aliases: ['roles'] }),
    field('eligibleRole', 'Eligible role', 'text', { aliases: ['pim'] }),
    field('mfa', 'Multi-factor registered', 'boolean', { aliases: ['mfaRegistered'] }),
    field('mfaMethod', 'Sign-in method'),
    field('inboxRules', 'Inbox rules', 'number'),
    field('snapshot', 'Snapshot of', 'time'),
    field('reason', 'Reason to look closer'),
    field('reasons', 'Number of reasons', 'number'),
  ],
  ['name', 'email', 'key'],
);

export const POSTURE_FIELDS: FieldTable = fieldTable(
  [
    field('title', 'Finding'),
    field('id', 'Rule'),
    field('area', 'Area'),
    choice('severity', 'Severity', ['high', 'medium', 'low']),
    field('state', 'State', 'enum', {
      values: [
        { value: 'found', title: 'Found' },
        { value: 'notSeen', title: 'Not seen' },
        { value: 'noLogs', title: 'No logs that would show it' },
      ],
    }),
    field('app', 'App'),
    field('affected', 'Affected', 'number'),
    field('events', 'Proving activities', 'number'),
    field('firstSeen', 'First seen', 'time'),
    field('lastSeen', 'Last seen', 'time'),
  ],
  ['title', 'id', 'area'],
);

const LEVELS = ['private', 'internal', 'external', 'public'];

export const FILE_FIELDS: FieldTable = fieldTable(
  [
    field('name', 'Name', 'text', { aliases: ['fileName'] }),
    field('word', 'Word of the name'),
    field('key', 'Key'),
    field('app', 'App'),
    field('isFolder', 'Folder', 'boolean'),
    choice('type', 'Type', [...FILE_TYPES], { aliases: ['fileType'] }),
    field('extension', 'Extension'),
    field('mimeType', 'MIME type'),
    field('owner', 'Owner'),
    field('ownerExternal', 'Owned outside', 'boolean'),
    choice('level', 'Access level', LEVELS, { aliases: ['sharing'] }),
    field('collaborator', 'Collaborator'),
    field('collaborators', 'Collaborators', 'number'),
    field('externalDomain', 'Outside domain', 'text', { aliases: ['domain'] }),
    field('shares', 'Acts of sharing', 'number'),
    field('activities', 'Activities', 'number'),
    field('downloads', 'Downloads', 'number'),
    field('users', 'Users', 'number'),
    field('trashed', 'Deleted', 'boolean'),
    field('firstSeen', 'First seen', 'time'),
    field('lastSeen', 'Last activity', 'time'),
    field('lastModified', 'Last modified', 'time'),
  ],
  ['name', 'owner', 'collaborator'],
);

export const OAUTH_FIELDS: FieldTable = fieldTable(
  [
    field('name', 'Name'),
    field('appId', 'App id'),
    field('key', 'Key'),
    field('app', 'Connected app'),
    field('publisher', 'Publisher'),
    choice('level', 'Permission level', ['high', 'medium', 'low']),
    field('permission', 'Permission', 'text', { aliases: ['scope'] }),
    field('permissions', 'Permissions', 'number'),
    field('user', 'Authorized by'),
    field('users', 'Users', 'number'),
    field('adminConsent', 'Consent for everybody', 'boolean'),
    choice('state', 'State', ['approved', 'banned', 'undetermined']),
    field('firstConsent', 'First authorized', 'time'),
    field('lastConsent', 'Last authorized', 'time'),
    field('lastUsed', 'Last used', 'time'),
    field('uses', 'Uses', 'number'),
    field('revoked', 'Consents revoked', 'number'),
    field('credentials', 'Credentials added', 'number'),
    field('hint', 'Hint'),
    field('hints', 'Number of hints', 'number'),
  ],
  ['name', 'appId', 'publisher', 'permission'],
);
