/** Accounts of a Box enterprise, and what each of them owns with its shared links and collaborators. */
import { type Listing, type ListingRead, type ListingStep, rowsIn } from '../listing.ts';
import { query } from '../providers/shared.ts';
import { fieldOf, type Reply } from '../reply.ts';
import { part } from '../writing.ts';

const API = 'https://api.box.com/2.0';
const ITEM_FIELDS = 'id,type,name,shared_link,has_collaborations,owned_by,created_at,modified_at';

const userPage = (marker: string): ListingStep => ({
  what: 'users',
  ask: {
    url: `${API}/users?${query({
      ...{ usemarker: 'true', limit: '1000', fields: 'id,login,name,status,role,created_at,is_platform_access_only' },
      ...(marker === '' ? {} : { marker }),
    })}`,
  },
});

const folderPage = (folder: string, owner: string, login: string, marker: string): ListingStep => ({
  what: 'items',
  ask: {
    url: `${API}/folders/${part(folder)}/items?${query({
      ...{ usemarker: 'true', limit: '1000', fields: ITEM_FIELDS },
      ...(marker === '' ? {} : { marker }),
    })}`,
    headers: { 'as-user': owner },
  },
  about: { folder, owner, login },
});

function nextUsers(reply: Reply): ListingStep[] {
  const marker = reply.word('next_marker');
  return marker === '' ? [] : [userPage(marker)];
}

const ROLES: Readonly<Record<string, string>> = { admin: 'Administrator', coadmin: 'Co-administrator' };

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: 'Manage users',
  source: 'https://developer.box.com/reference/get-users/',
  begin: () => [userPage('')],
  read: (reply) => ({
    rows: rowsIn(reply, 'entries').map((one) => {
      const role = ROLES[fieldOf(one, 'role')];
      return {
        app: 'box',
        id: fieldOf(one, 'id'),
        userPrincipalName: fieldOf(one, 'login'),
        displayName: fieldOf(one, 'name'),
        mail: fieldOf(one, 'login'),
        accountEnabled: fieldOf(one, 'status') === '' ? null : fieldOf(one, 'status') !== 'inactive',
        userType: 'member',
        createdDateTime: fieldOf(one, 'created_at'),
        roles: role === undefined ? [] : [role],
      };
    }),
    more: nextUsers(reply),
  }),
};

const files: Listing = {
  id: 'files',
  title: 'Files with shared links and collaborators',
  kind: 'files',
  permission: 'Read all files and folders, Manage users, and Make API calls using the as-user header',
  source: 'https://developer.box.com/reference/get-folders-id-items/',
  begin: () => [userPage('')],
  read: (reply, step) => {
    if (step.what === 'users') {
      const owners = rowsIn(reply, 'entries').filter((one) => fieldOf(one, 'status') !== 'inactive');
      return {
        rows: [],
        more: [
          ...nextUsers(reply),
          ...owners.map((one) => folderPage('0', fieldOf(one, 'id'), fieldOf(one, 'login'), '')),
        ],
      };
    }
    return step.what === 'items' ? readItems(reply, step) : readCollaborations(reply, step);
  },
};

function readItems(reply: Reply, { about = {} }: ListingStep): ListingRead {
  const { folder = '0', owner = '', login = '' } = about;
  const marker = reply.word('next_marker');
  const more = marker === '' ? [] : [folderPage(folder, owner, login, marker)];
  const rows: Record<string, unknown>[] = [];
  for (const one of rowsIn(reply, 'entries')) {
    const id = fieldOf(one, 'id');
    const isFolder = fieldOf(one, 'type') === 'folder';
    // What others share with a person lies in their folders too, and is listed as its owner's.
    if (fieldOf(one.owned_by, 'id') !== owner) continue;
    if (isFolder) more.push(folderPage(id, owner, login, ''));
    const access = fieldOf(one.shared_link, 'access');
    const row = {
      app: 'box',
      id,
      name: fieldOf(one, 'name'),
      isFolder,
      owner: login,
      url: fieldOf(one.shared_link, 'url'),
      createdDateTime: fieldOf(one, 'created_at'),
      lastModifiedDateTime: fieldOf(one, 'modified_at'),
      links: access === 'open' ? ['anonymous'] : access === 'company' ? ['organization'] : [],
      sharedWith: [],
    };
    if (one.has_collaborations === true) {
      more.push({
        what: 'collaborations',
        ask: {
          url: `${API}/${isFolder ? 'folders' : 'files'}/${part(id)}/collaborations?limit=1000`,
          headers: { 'as-user': owner },
        },
        about: { row: JSON.stringify(row) },
      });
    } else if (!isFolder || access !== '') rows.push(row);
  }
  return { rows, more };
}

function readCollaborations(reply: Reply, { about = {} }: ListingStep): ListingRead {
  const row = JSON.parse(about.row ?? '{}') as Readonly<Record<string, unknown>>;
  const people = rowsIn(reply, 'entries').map(
    (one) => fieldOf(one.accessible_by, 'login') || fieldOf(one, 'invite_email'),
  );
  const others = people
    .map((one) => one.toLowerCase())
    .filter((one) => one !== '' && one !== String(row.owner).toLowerCase());
  return { rows: [{ ...row, sharedWith: [...new Set(others)] }], more: [] };
}

export const boxListings: readonly Listing[] = [users, files];
