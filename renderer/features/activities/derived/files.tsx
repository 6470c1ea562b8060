import type { FileRow } from '../../../../core/contract/files.ts';
import { formatCount } from '../../../kit/format.ts';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { basisWords, capital, LEVEL_TONES } from './derived-words.ts';

const NO_ACCESS = 'No activity and no listing says who can reach it.';

export const COLUMNS: readonly Column<FileRow>[] = [
  textColumn('name', 'Name', (row) => row.name, '', { width: 250, least: 184, fixed: true }),
  textColumn('level', 'Access', (row) => (row.level === null ? null : capital(row.level)), '', {
    width: 96,
    least: 96,
    cell: (row) =>
      row.level === null ? (
        <Missing why={NO_ACCESS} />
      ) : (
        <Level level={LEVEL_TONES[row.level]} word={capital(row.level)} />
      ),
  }),
  textColumn('basis', 'Access known from', (row) => basisWords(row), 'Nothing tells who can reach it.', {
    width: 190,
    optional: true,
    exportsWith: ['inheritedFrom'],
  }),
  textColumn('folder', 'Parent folder', (row) => row.folder, 'No activity says what it lies in.', { optional: true }),
  textColumn('app', 'App', (row) => row.app, '', { width: 170, least: 158 }),
  textColumn('owner', 'Owner', (row) => row.owner, 'No activity names the owner.', { width: 220, least: 186 }),
  textColumn('type', 'Type', (row) => capital(row.type), '', { width: 108, least: 108, optional: 'narrow' }),
  timeColumn('lastSeen', 'Last activity', (row) => row.lastSeen),
  countColumn('collaborators', 'Collaborators', (row) => row.collaborators, {
    width: 112,
    // Access and outside domains say more, and stay.
    spare: true,
    cell: (row) => (row.collaborators === null ? <Missing why={NO_ACCESS} /> : formatCount(row.collaborators)),
  }),
  textColumn(
    'externalDomain',
    'Outside domains',
    (row) => row.externalDomain.join(', '),
    'Nobody outside that activities name.',
    { width: 150 },
  ),
  countColumn('users', 'Users', (row) => row.users, { width: 74, optional: 'narrow' }),
  countColumn('activities', 'Activities', (row) => row.activities, { optional: 'narrow' }),
  countColumn('downloads', 'Downloads', (row) => row.downloads, { optional: 'narrow' }),
  timeColumn('listed', 'Listed', (row) => row.listed, { optional: true }),
  timeColumn('lastModified', 'Last modified', (row) => row.lastModified, { optional: true }),
  timeColumn('firstSeen', 'First seen', (row) => row.firstSeen, { optional: true }),
  countColumn('shares', 'Acts of sharing', (row) => row.shares, { optional: true, width: 120 }),
  textColumn('mimeType', 'MIME type', (row) => row.mimeType, 'Its extension is not known.', { optional: true }),
  textColumn('trashed', 'Deleted', (row) => (row.trashed ? 'Yes' : 'No'), '', { optional: true, width: 80 }),
];

/** Files and folders of connected apps. */
export function FilesPage() {
  return (
    <DerivedPage
      table="files"
      title="Files"
      noun={['file', 'files']}
      comesFrom="SharePoint and OneDrive in the log of Microsoft 365 do, Google Drive, Box, Dropbox, Egnyte and others."
      promise="This page will show the files of your cloud apps: who can reach them, since when, and who did."
      columns={COLUMNS}
      keyOf={(row) => row.key}
      nameOf={(row) => row.name}
      panel="file"
      sort={{ column: 'lastSeen', direction: 'desc' }}
      example="level:public and not trashed:yes"
      queries={[
        ['Shared with anyone', 'level:public and not trashed:yes'],
        ['Shared outside', 'level:external and not trashed:yes'],
        ['Open by their folder', 'basis:folder and not trashed:yes'],
        ['Links that were used', 'basis:linkUse and not trashed:yes'],
        ['Owned outside', 'ownerExternal:yes'],
        ['Most downloaded', 'downloads>10'],
        ['Spreadsheets shared outside', 'type:spreadsheet and (level:external or level:public)'],
        ['Deleted', 'trashed:yes'],
      ]}
      about=", and listings of connected apps"
    />
  );
}
