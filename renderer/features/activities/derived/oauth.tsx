import type { OauthRow } from '../../../../core/contract/oauth.ts';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { capital, HINT_TITLES } from './derived-words.ts';

const COLUMNS: readonly Column<OauthRow>[] = [
  textColumn('name', 'Name', (row) => row.name, '', { width: 200, fixed: true }),
  textColumn('level', 'Permission level', (row) => row.level, '', {
    width: 124,
    cell: (row) =>
      row.level === null ? (
        <Missing why="Its permissions are not in the records, or not in the table of known ones." />
      ) : (
        <Level level={row.level} word={capital(row.level)} />
      ),
  }),
  countColumn('permissions', 'Permissions', (row) => row.permissions, { width: 104 }),
  countColumn('users', 'Authorized by', (row) => row.users, { width: 112, hint: 'Users who consented.' }),
  textColumn('state', 'State', (row) => capital(row.state), '', {
    width: 112,
    cell: (row) => (row.state === 'banned' ? <Level level="high" word="Banned" /> : capital(row.state)),
  }),
  textColumn('hint', 'Hints', (row) => row.hint.map((id) => HINT_TITLES[id] ?? id).join(', '), 'No hint was found.', {
    width: 250,
  }),
  textColumn('app', 'Connected app', (row) => row.app, '', { width: 150 }),
  timeColumn('lastConsent', 'Last authorized', (row) => row.lastConsent),
  timeColumn('lastUsed', 'Last used', (row) => row.lastUsed),
  textColumn('publisher', 'Publisher', (row) => row.publisher, 'No record names the publisher.', { optional: true }),
  textColumn('appId', 'App id', (row) => row.appId, 'No record gives an id.', { optional: true, width: 250 }),
  textColumn('adminConsent', 'For everybody', (row) => (row.adminConsent ? 'Yes' : 'No'), '', {
    optional: true,
    width: 110,
  }),
  countColumn('hints', 'Number of hints', (row) => row.hints, { optional: true, width: 124 }),
  countColumn('uses', 'Uses', (row) => row.uses, { optional: true }),
  countColumn('revoked', 'Revoked', (row) => row.revoked, { optional: true }),
  countColumn('credentials', 'Credentials added', (row) => row.credentials, { optional: true, width: 130 }),
  timeColumn('firstConsent', 'First authorized', (row) => row.firstConsent, { optional: true }),
];

/** Apps that were given access to connected apps. */
export function OauthPage() {
  return (
    <DerivedPage
      table="oauth"
      title="OAuth apps"
      noun={['app', 'apps']}
      promise="This page will show the apps that were given access to your cloud apps: how far it reaches, and who gave it."
      columns={COLUMNS}
      keyOf={(row) => row.key}
      nameOf={(row) => row.name}
      panel="oauth"
      sort={{ column: 'hints', direction: 'desc' }}
      example="level:high and users<4"
      queries={[
        ['High permissions', 'level:high'],
        ['High permissions, few users', 'level:high and users<4'],
        ['Misleading names', 'hint:misleadingName'],
        ['Administrative permissions by user consent', 'hint:userAdminScope'],
        ['Authorized from outside', 'hint:externalConsent'],
        ['Unused', 'hint:stale'],
        ['Banned', 'state:banned'],
      ]}
    />
  );
}
