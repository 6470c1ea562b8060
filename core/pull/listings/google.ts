/** Accounts of a Google Workspace, and the files that each of them owns with who can reach them. */
import { type Listing, type ListingStep, rowsIn } from '../listing.ts';
import { query } from '../providers/shared.ts';
import { fieldOf, listOf, type Reply } from '../reply.ts';

const ADMIN = 'https://admin.googleapis.com';
const DRIVE = 'https://www.googleapis.com';
const DIRECTORY_SCOPE = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const FILE_FIELDS =
  'nextPageToken,files(id,name,mimeType,webViewLink,createdTime,modifiedTime,owners(emailAddress),permissions(type,emailAddress,domain))';

const userPage = (pageToken: string): ListingStep => ({
  what: 'users',
  ask: {
    url: `${ADMIN}/admin/directory/v1/users?${query({
      customer: 'my_customer',
      maxResults: '500',
      ...(pageToken === '' ? {} : { pageToken }),
    })}`,
  },
});

const filePage = (owner: string, pageToken: string): ListingStep => ({
  what: 'files',
  ask: {
    url: `${DRIVE}/drive/v3/files?${query({
      q: "'me' in owners and trashed = false",
      pageSize: '1000',
      fields: FILE_FIELDS,
      ...(pageToken === '' ? {} : { pageToken }),
    })}`,
    subject: owner,
  },
  about: { owner },
});

/** A domain without any has no list at all. */
function people(reply: Reply): readonly Readonly<Record<string, unknown>>[] {
  return reply.at('users') === undefined && reply.word('kind') !== '' ? [] : rowsIn(reply, 'users');
}

function nextUsers(reply: Reply): ListingStep[] {
  const token = reply.word('nextPageToken');
  return token === '' ? [] : [userPage(token)];
}

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: DIRECTORY_SCOPE,
  source: 'https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/list',
  scope: DIRECTORY_SCOPE,
  begin: () => [userPage('')],
  read: (reply) => ({
    rows: people(reply).map((one) => ({
      app: 'google-workspace',
      id: fieldOf(one, 'id'),
      userPrincipalName: fieldOf(one, 'primaryEmail'),
      displayName: fieldOf(one.name, 'fullName'),
      mail: fieldOf(one, 'primaryEmail'),
      otherMails: one.aliases,
      accountEnabled: typeof one.suspended === 'boolean' ? !one.suspended : null,
      userType: 'member',
      createdDateTime: fieldOf(one, 'creationTime'),
      // The year 1970 is how Google writes "never".
      lastSignIn: fieldOf(one, 'lastLoginTime').startsWith('1970') ? '' : fieldOf(one, 'lastLoginTime'),
      roles: [
        ...(one.isAdmin === true ? ['Super administrator'] : []),
        ...(one.isDelegatedAdmin === true ? ['Delegated administrator'] : []),
      ],
    })),
    more: nextUsers(reply),
  }),
};

const files: Listing = {
  id: 'files',
  title: 'Files of Drive',
  kind: 'files',
  permission: `${DIRECTORY_SCOPE} and https://www.googleapis.com/auth/drive.metadata.readonly, delegated to the service account`,
  source: 'https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list',
  origins: [DRIVE],
  scope: `${DIRECTORY_SCOPE} https://www.googleapis.com/auth/drive.metadata.readonly`,
  begin: () => [userPage('')],
  read: (reply, { what, about = {} }) => {
    if (what === 'users') {
      const active = people(reply).filter((one) => one.suspended !== true && fieldOf(one, 'primaryEmail') !== '');
      return {
        rows: [],
        more: [...nextUsers(reply), ...active.map((one) => filePage(fieldOf(one, 'primaryEmail'), ''))],
      };
    }
    const { owner = '' } = about;
    const token = reply.word('nextPageToken');
    return {
      rows: rowsIn(reply, 'files').map((one) => fileRow(one, owner)),
      more: token === '' ? [] : [filePage(owner, token)],
    };
  },
};

function fileRow(one: Readonly<Record<string, unknown>>, owner: string): Record<string, unknown> {
  const links = new Set<string>();
  const sharedWith = new Set<string>();
  for (const permission of listOf(one.permissions)) {
    const type = fieldOf(permission, 'type');
    const mail = fieldOf(permission, 'emailAddress').toLowerCase();
    if (type === 'anyone') links.add('anonymous');
    else if (type === 'domain') links.add('organization');
    else if (mail !== '' && mail !== owner.toLowerCase()) sharedWith.add(mail);
  }
  return {
    app: 'google-workspace',
    id: fieldOf(one, 'id'),
    name: fieldOf(one, 'name'),
    isFolder: fieldOf(one, 'mimeType') === 'application/vnd.google-apps.folder',
    owner,
    url: fieldOf(one, 'webViewLink'),
    createdDateTime: fieldOf(one, 'createdTime'),
    lastModifiedDateTime: fieldOf(one, 'modifiedTime'),
    links: [...links],
    sharedWith: [...sharedWith],
  };
}

export const googleListings: readonly Listing[] = [users, files];
