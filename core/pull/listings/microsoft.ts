/** Accounts of Entra ID, and files of OneDrive and SharePoint with who can reach them. */
import { percentDecoded } from '../../kit/percent.ts';
import { type Listing, type ListingStep, nextPage, rowsIn } from '../listing.ts';
import { GRAPH } from '../providers/microsoft.ts';
import { fieldOf, listOf, type Reply } from '../reply.ts';
import { part } from '../writing.ts';

const API = `${GRAPH}/v1.0`;
const USER_FIELDS =
  'id,userPrincipalName,displayName,mail,otherMails,proxyAddresses,accountEnabled,userType,createdDateTime,department,jobTitle,onPremisesSyncEnabled,lastPasswordChangeDateTime';
const ITEM_FIELDS =
  'id,name,file,folder,size,webUrl,createdDateTime,lastModifiedDateTime,shared,deleted,createdBy,parentReference,root';

const next = (reply: Reply, step: ListingStep): ListingStep[] => nextPage(step, reply.word('@odata.nextLink'));

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: 'User.Read.All',
  source: 'https://learn.microsoft.com/graph/api/user-list',
  begin: () => [{ what: 'users', ask: { url: `${API}/users?$select=${USER_FIELDS}&$top=999` } }],
  read: (reply, step) => ({ rows: rowsIn(reply, 'value'), more: next(reply, step) }),
};

const files: Listing = {
  id: 'files',
  title: 'Files of OneDrive and SharePoint',
  kind: 'files',
  permission: 'Files.Read.All, Sites.Read.All and User.Read.All',
  source: 'https://learn.microsoft.com/graph/api/driveitem-delta',
  begin: () => [
    { what: 'sites', ask: { url: `${API}/sites/getAllSites?$select=id,webUrl&$top=999` } },
    { what: 'users', ask: { url: `${API}/users?$select=id,userPrincipalName&$top=999` } },
  ],
  read: (reply, step) => {
    const { what, about = {} } = step;
    switch (what) {
      case 'users':
        return {
          rows: [],
          more: [
            ...next(reply, step),
            ...rowsIn(reply, 'value').map((one) => ({
              what: 'drive',
              ask: { url: `${API}/users/${part(fieldOf(one, 'id'))}/drive?$select=id,webUrl` },
              about: { owner: fieldOf(one, 'userPrincipalName'), app: 'onedrive-for-business' },
            })),
          ],
        };
      case 'sites':
        return {
          rows: [],
          more: [
            ...next(reply, step),
            ...rowsIn(reply, 'value').map((one) => ({
              what: 'drives',
              ask: { url: `${API}/sites/${part(fieldOf(one, 'id'))}/drives?$select=id,webUrl` },
              about: { owner: fieldOf(one, 'webUrl'), app: 'sharepoint-online' },
            })),
          ],
        };
      case 'drive':
        return { rows: [], more: [itemsOf(reply.at(), about)] };
      case 'drives':
        return {
          rows: [],
          more: [...next(reply, step), ...rowsIn(reply, 'value').map((one) => itemsOf(one, about))],
        };
      case 'items':
        return readItems(reply, step);
      default:
        return readPermissions(reply, step);
    }
  },
};

function itemsOf(drive: unknown, about: Readonly<Record<string, string>>): ListingStep {
  const id = fieldOf(drive, 'id');
  return {
    what: 'items',
    ask: { url: `${API}/drives/${part(id)}/root/delta?$select=${ITEM_FIELDS}` },
    about: { ...about, drive: id, base: fieldOf(drive, 'webUrl') },
  };
}

/** The address by which audit logs know an item: that of its folder in the library, not that which opens it in a browser. */
function addressOf(base: string | undefined, one: Readonly<Record<string, unknown>>): string {
  const path = fieldOf(one.parentReference, 'path');
  const at = path.indexOf('root:');
  if (base === undefined || base === '' || at < 0) return '';
  return [base, path.slice(at + 'root:'.length), '/', fieldOf(one, 'name')]
    .map((text, index) => (index < 2 ? percentDecoded(text) : text))
    .join('');
}

function readItems(reply: Reply, step: ListingStep): ReturnType<Listing['read']> {
  const { about = {} } = step;
  const rows: Record<string, unknown>[] = [];
  const more = next(reply, step);
  for (const one of rowsIn(reply, 'value')) {
    if (one.deleted !== undefined || one.root !== undefined) continue;
    const isShared = typeof one.shared === 'object' && one.shared !== null;
    const isFolder = typeof one.folder === 'object' && one.folder !== null;
    const row = {
      app: about.app,
      id: fieldOf(one, 'id'),
      drive: about.drive,
      name: fieldOf(one, 'name'),
      isFolder,
      owner: about.owner,
      address: addressOf(about.base, one),
      url: fieldOf(one, 'webUrl'),
      createdDateTime: fieldOf(one, 'createdDateTime'),
      lastModifiedDateTime: fieldOf(one, 'lastModifiedDateTime'),
    };
    if (isShared) {
      more.push({
        what: 'permissions',
        ask: { url: `${API}/drives/${part(about.drive)}/items/${part(row.id)}/permissions` },
        about: { row: JSON.stringify(row) },
      });
    } else if (!isFolder) rows.push({ ...row, links: [], sharedWith: [] });
  }
  return { rows, more };
}

/** Who can reach one item: its own links and people, and what its folder hands down. */
function readPermissions(reply: Reply, { about = {} }: ListingStep): ReturnType<Listing['read']> {
  const links = new Set<string>();
  const people = new Set<string>();
  const row = JSON.parse(about.row ?? '{}') as Readonly<Record<string, unknown>>;
  for (const one of rowsIn(reply, 'value')) {
    const scope = fieldOf(one.link, 'scope');
    if (scope !== '') links.add(scope);
    const granted = [
      one.grantedToV2,
      one.grantedTo,
      ...listOf(one.grantedToIdentitiesV2),
      ...listOf(one.grantedToIdentities),
    ];
    for (const to of granted) {
      const mail = fieldOf(to, 'user', 'email') || fieldOf(to, 'user', 'userPrincipalName');
      if (mail !== '' && mail.toLowerCase() !== String(row.owner).toLowerCase()) people.add(mail.toLowerCase());
    }
    const invited = fieldOf(one.invitation, 'email');
    if (invited !== '') people.add(invited.toLowerCase());
  }
  return { rows: [{ ...row, links: [...links], sharedWith: [...people] }], more: [] };
}

export const microsoftListings: readonly Listing[] = [users, files];
