/** Changes in Google Workspace: the Directory, Data Transfer and Drive APIs. */
import { GOOGLE_APPS } from '../../model/control.ts';
import { fieldOf, listOf } from '../reply.ts';
import {
  json,
  type Looked,
  type LookTools,
  part,
  shown,
  type Target,
  type WriteAction,
  type Writing,
} from '../writing.ts';

const ADMIN = 'https://admin.googleapis.com';
const DRIVE = 'https://www.googleapis.com';
const DOCS = 'https://developers.google.com/workspace';
/** Id of "Drive and Docs" among the applications of the Data Transfer API. */
const DRIVE_APPLICATION = '55656082996';

const userUrl = (key: string | undefined, more = ''): string => `${ADMIN}/admin/directory/v1/users/${part(key)}${more}`;
const fileUrl = (file: string | undefined, more = ''): string =>
  `${DRIVE}/drive/v3/files/${part(file)}${more}${more.includes('?') ? '&' : '?'}supportsAllDrives=true`;
/** Drive is asked as the owner of the file. */
const as = (given: Target['given']): { readonly subject: string } => ({ subject: given.user ?? '' });

async function lookAtUser({ read, given }: LookTools, field: string, done: unknown): Promise<Looked> {
  const reply = await read({ url: `${userUrl(given.user)}?fields=id,primaryEmail,${field}` });
  const value = reply.at(field);
  return {
    name: reply.word('primaryEmail'),
    state: { [field]: shown(value) },
    isDone: value === undefined || done === undefined ? null : value === done,
    ids: { user: reply.word('id') },
  };
}

function ofUser(
  action: WriteAction['action'],
  field: string,
  done: unknown,
  change: Pick<WriteAction, 'request' | 'undo'> & Partial<WriteAction>,
): WriteAction {
  return {
    action,
    needs: ['user'],
    permission: 'https://www.googleapis.com/auth/admin.directory.user, as a user management administrator',
    source: `${DOCS}/admin/directory/reference/rest/v1/users/update`,
    look: (tools) => lookAtUser(tools, field, done),
    isRepeatable: true,
    ...change,
  };
}

const FILE = 'https://www.googleapis.com/auth/drive, delegated to the service account';

interface Permission {
  readonly id: string;
  readonly type: string;
  readonly role: string;
  readonly mail: string;
  /** Who has no link finds the file by searching for it. */
  readonly isFound: boolean;
}

function isFoundBySearch(permission: unknown): boolean {
  if (typeof permission !== 'object' || permission === null || !('allowFileDiscovery' in permission)) return false;
  return permission.allowFileDiscovery === true;
}

async function lookAtFile({ read, given }: LookTools, isMeant: (one: Permission) => boolean): Promise<Looked> {
  const fields = 'id,name,trashed,permissions(id,type,role,emailAddress,allowFileDiscovery)';
  const reply = await read({ url: fileUrl(given.file, `?fields=${fields}`), ...as(given) });
  const permissions = listOf(reply.at('permissions')).map(
    (one): Permission => ({
      id: fieldOf(one, 'id'),
      type: fieldOf(one, 'type'),
      role: fieldOf(one, 'role'),
      mail: fieldOf(one, 'emailAddress'),
      isFound: isFoundBySearch(one),
    }),
  );
  const found = permissions.find(isMeant);
  return {
    name: reply.word('name'),
    state: {
      access: found === undefined ? 'none' : `${found.type}, ${found.role}${found.isFound ? ', found by search' : ''}`,
      trashed: shown(reply.at('trashed')),
    },
    isDone: found === undefined,
    ids: {
      permission: found?.id ?? '',
      type: found?.type ?? '',
      role: found?.role ?? '',
      mail: found?.mail ?? '',
      allowFileDiscovery: String(found?.isFound === true),
    },
  };
}

const removePermission = ({ given, seen }: Target) => ({
  url: fileUrl(given.file, `/permissions/${part(seen.ids.permission)}`),
  method: 'DELETE' as const,
  ...as(given),
});

const ACTIONS: readonly WriteAction[] = [
  ofUser('suspend', 'suspended', true, {
    request: ({ seen }) => json('PUT', userUrl(seen.ids.user), { suspended: true }),
    undo: ({ seen }) => json('PUT', userUrl(seen.ids.user), { suspended: false }),
  }),
  ofUser('revoke-sessions', 'lastLoginTime', undefined, {
    source: `${DOCS}/admin/directory/reference/rest/v1/users/signOut`,
    permission: 'https://www.googleapis.com/auth/admin.directory.user.security',
    request: ({ seen }) => ({ url: userUrl(seen.ids.user, '/signOut'), method: 'POST' }),
    undo: null,
    noWayBack: 'The person signs in again.',
  }),
  ofUser('reset-password', 'changePasswordAtNextLogin', true, {
    request: ({ seen }) => json('PUT', userUrl(seen.ids.user), { changePasswordAtNextLogin: true }),
    undo: ({ seen }) => json('PUT', userUrl(seen.ids.user), { changePasswordAtNextLogin: false }),
  }),
  ofUser('reset-mfa', 'isEnrolledIn2Sv', false, {
    source: `${DOCS}/admin/directory/reference/rest/v1/twoStepVerification/turnOff`,
    permission: 'https://www.googleapis.com/auth/admin.directory.user.security',
    request: ({ seen }) => ({ url: userUrl(seen.ids.user, '/twoStepVerification/turnOff'), method: 'POST' }),
    // Who enrolled anew meanwhile would lose that too.
    isRepeatable: false,
    undo: null,
    noWayBack: 'The person enrols again.',
  }),
  ofUser('remove-admin', 'isAdmin', false, {
    source: `${DOCS}/admin/directory/reference/rest/v1/users/makeAdmin`,
    permission: 'https://www.googleapis.com/auth/admin.directory.user, as a super administrator',
    request: ({ seen }) => json('POST', userUrl(seen.ids.user, '/makeAdmin'), { status: false }),
    undo: ({ seen }) => json('POST', userUrl(seen.ids.user, '/makeAdmin'), { status: true }),
  }),
  {
    action: 'transfer-ownership',
    needs: ['user', 'newOwner'],
    permission: 'https://www.googleapis.com/auth/admin.datatransfer',
    source: `${DOCS}/admin/data-transfer/reference/rest/v1/transfers/insert`,
    look: async (tools) => {
      const owner = await lookAtUser(tools, 'suspended', undefined);
      const next = await lookAtUser({ ...tools, given: { user: tools.given.newOwner ?? '' } }, 'suspended', undefined);
      return {
        ...owner,
        state: { 'new owner': next.name },
        ids: { from: owner.ids.user ?? '', to: next.ids.user ?? '' },
      };
    },
    request: ({ seen }) => transfer(seen.ids.from, seen.ids.to),
    isRepeatable: false,
    undo: ({ seen }) => transfer(seen.ids.to, seen.ids.from),
  },
  {
    action: 'revoke-consent',
    needs: ['user', 'app'],
    permission: 'https://www.googleapis.com/auth/admin.directory.user.security',
    source: `${DOCS}/admin/directory/reference/rest/v1/tokens/delete`,
    look: async ({ read, given }) => {
      const reply = await read({ url: userUrl(given.user, `/tokens/${part(given.app)}`) });
      const scopes = reply.at('scopes');
      return {
        name: reply.word('displayText'),
        state: { scopes: Array.isArray(scopes) ? scopes.join(' ') : 'unknown' },
        isDone: false,
        ids: {},
      };
    },
    request: ({ given }) => ({ url: userUrl(given.user, `/tokens/${part(given.app)}`), method: 'DELETE' }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person consents again.',
  },
  {
    action: 'remove-public-link',
    needs: ['file', 'user'],
    permission: FILE,
    source: `${DOCS}/drive/api/reference/rest/v3/permissions/delete`,
    look: (tools) => lookAtFile(tools, ({ type }) => type === 'anyone'),
    request: removePermission,
    isRepeatable: true,
    undo: ({ given, seen: { ids } }) =>
      json(
        'POST',
        fileUrl(given.file, '/permissions'),
        // Without it Drive makes a link for those who have it, whatever it was before.
        { type: 'anyone', role: ids.role, allowFileDiscovery: ids.allowFileDiscovery === 'true' },
        as(given),
      ),
  },
  {
    action: 'remove-collaborator',
    needs: ['file', 'user', 'collaborator'],
    permission: FILE,
    source: `${DOCS}/drive/api/reference/rest/v3/permissions/delete`,
    look: (tools) =>
      lookAtFile(tools, ({ mail }) => mail !== '' && mail.toLowerCase() === tools.given.collaborator?.toLowerCase()),
    request: removePermission,
    isRepeatable: true,
    undo: ({ given, seen: { ids } }) =>
      json(
        'POST',
        fileUrl(given.file, '/permissions?sendNotificationEmail=false'),
        { type: ids.type, role: ids.role, emailAddress: ids.mail },
        as(given),
      ),
    isUndoRepeatable: false,
  },
  {
    action: 'trash',
    needs: ['file', 'user'],
    permission: FILE,
    source: `${DOCS}/drive/api/reference/rest/v3/files/update`,
    look: async (tools) => {
      const seen = await lookAtFile(tools, () => false);
      const { trashed = 'unknown' } = seen.state;
      return { ...seen, state: { trashed }, isDone: trashed === 'unknown' ? null : trashed === 'yes' };
    },
    request: ({ given }) => json('PATCH', fileUrl(given.file), { trashed: true }, as(given)),
    isRepeatable: true,
    undo: ({ given }) => json('PATCH', fileUrl(given.file), { trashed: false }, as(given)),
  },
];

function transfer(from: string | undefined, to: string | undefined) {
  return json('POST', `${ADMIN}/admin/datatransfer/v1/transfers`, {
    oldOwnerUserId: from,
    newOwnerUserId: to,
    applicationDataTransfers: [
      {
        applicationId: DRIVE_APPLICATION,
        applicationTransferParams: [{ key: 'PRIVACY_LEVEL', value: ['SHARED', 'PRIVATE'] }],
      },
    ],
  });
}

export const googleWriting: Writing = {
  apps: GOOGLE_APPS,
  setup:
    'Another service account with domain-wide delegation for the scopes of the actions (admin.directory.user, admin.directory.user.security, admin.datatransfer, drive) and the mail of an administrator it acts for.',
  credentials: ['subject', 'clientEmail', 'privateKey', 'clientId', 'clientSecret', 'refreshToken'],
  origins: [DRIVE],
  scope: ['admin.directory.user', 'admin.directory.user.security', 'admin.datatransfer', 'drive']
    .map((name) => `https://www.googleapis.com/auth/${name}`)
    .join(' '),
  actions: ACTIONS,
};
