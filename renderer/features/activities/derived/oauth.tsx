import { Group } from '@mantine/core';
import type { OauthRow } from '../../../../core/contract/oauth.ts';
import { HINT_WORDS, ORIGIN_WORDS } from '../../../../core/model/derived-words.ts';
import { formatBytes } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { capital } from './derived-words.ts';

const NO_STATE = 'No snapshot of the tenant says.';

function yesNo(id: string, title: string, read: (row: OauthRow) => boolean | null): Column<OauthRow> {
  return textColumn(
    id,
    title,
    (row) => {
      const value = read(row);
      return value === null ? null : value ? 'Yes' : 'No';
    },
    NO_STATE,
    { optional: true, width: 130 },
  );
}

export const COLUMNS: readonly Column<OauthRow>[] = [
  textColumn('name', 'Name', (row) => row.name, '', { width: 200, fixed: true }),
  textColumn('level', 'Permission level', (row) => (row.level === null ? null : capital(row.level)), '', {
    width: 124,
    cell: (row) =>
      row.level === null ? (
        <Missing why="Its permissions are not in the records, or not in the table of known ones." />
      ) : (
        <Level level={row.level} word={capital(row.level)} />
      ),
  }),
  countColumn('permissions', 'Permissions', (row) => row.permissions, { width: 104, optional: 'narrow', spare: true }),
  countColumn('users', 'Authorized by', (row) => row.users, { width: 112, hint: 'Users who consented.' }),
  textColumn('state', 'State', (row) => capital(row.state), '', {
    width: 116,
    least: 116,
    decision: true,
    cell: (row) => (row.state === 'banned' ? <Level level="high" word="Banned" /> : capital(row.state)),
  }),
  textColumn(
    'community',
    'Community use',
    (row) => (row.community === null ? null : capital(row.community)),
    'Neither the catalog nor a list of known apps has one of this id or name.',
    {
      width: 118,
      optional: 'narrow',
      hint: 'How widely it is used elsewhere, by its id or by its name in the catalog.',
    },
  ),
  textColumn('hint', 'Hints', (row) => row.hint.map((id) => HINT_WORDS[id] ?? id).join(', '), 'No hint was found.', {
    width: 250,
    least: 150,
  }),
  textColumn('app', 'Connected app', (row) => row.app, '', { width: 150 }),
  timeColumn('lastConsent', 'Last authorized', (row) => row.lastConsent, { optional: 'narrow' }),
  timeColumn('lastUsed', 'Last used', (row) => row.lastUsed),
  countColumn('dataUsers', 'Users reached', (row) => row.dataUsers, {
    optional: true,
    width: 118,
    hint: 'Users whose data it reached, as far as activities name the app that acted.',
  }),
  countColumn('dataActivities', 'Activities with data', (row) => row.dataActivities, { optional: true, width: 140 }),
  countColumn('dataBytes', 'Data', (row) => row.dataBytes, {
    optional: true,
    width: 100,
    cell: (row) =>
      row.dataBytes === null ? <Missing why="No record says how much it was." /> : formatBytes(row.dataBytes),
  }),
  textColumn('publisher', 'Publisher', (row) => row.publisher, 'No record or snapshot names the publisher.', {
    width: 230,
    // What is not verified says so beside its name.
    least: 216,
    optional: 'narrow',
    cell: (row) =>
      row.publisher === null ? (
        <Missing why="No record or snapshot names the publisher." />
      ) : row.verified === false && row.origin !== 'own' && row.origin !== 'microsoft' ? (
        <Group gap={6} wrap="nowrap">
          <Logged text={row.publisher} />
          <Level level="medium" word="not verified" />
        </Group>
      ) : (
        <Logged text={row.publisher} />
      ),
  }),
  textColumn('appId', 'App id', (row) => row.appId, 'No record gives an id.', { optional: true, width: 250 }),
  textColumn('adminConsent', 'For everybody', (row) => (row.adminConsent ? 'Yes' : 'No'), '', {
    optional: true,
    width: 110,
  }),
  textColumn(
    'grantType',
    'Permission type',
    (row) => (row.grantType === null ? null : capital(row.grantType)),
    NO_STATE,
    {
      optional: true,
      hint: 'Delegated: for a user who signed in. Application: by itself, for everybody.',
    },
  ),
  yesNo('verified', 'Publisher verified', (row) => row.verified),
  yesNo('unused', 'Consented, not used', (row) => row.unused),
  yesNo('enabled', 'Enabled', (row) => row.enabled),
  textColumn('origin', 'Made by', (row) => (row.origin === null ? null : ORIGIN_WORDS[row.origin]), NO_STATE, {
    optional: true,
  }),
  textColumn('audience', 'Sign-in audience', (row) => row.audience, NO_STATE, { optional: true }),
  textColumn('owner', 'Owners', (row) => (row.owners === 0 ? 'None' : row.owner.join(', ')), NO_STATE, {
    optional: true,
  }),
  timeColumn('created', 'Created', (row) => row.created, { optional: true }),
  countColumn('secrets', 'Credentials', (row) => row.secrets, { optional: true, width: 104 }),
  countColumn('secretsExpired', 'Expired credentials', (row) => row.secretsExpired, { optional: true }),
  timeColumn('secretEnds', 'Last credential ends', (row) => row.secretEnds, { optional: true }),
  timeColumn('snapshot', 'Snapshot of', (row) => row.snapshot, { optional: true }),
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
      comesFrom="Consents and grants in the logs of Microsoft 365, Entra ID, Google Workspace, Salesforce, GitHub and Slack do, and snapshots of service principals."
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
        [
          'High permissions, not in common use',
          'level:high and (community:uncommon or community:rare or community:unknown)',
        ],
        ['Misleading names', 'hint:misleadingName'],
        ['Administrative permissions by user consent', 'hint:userAdminScope'],
        ['Authorized from outside', 'hint:externalConsent'],
        ['Neither authorized nor used lately', 'hint:stale'],
        ['Consented, not used', 'unused:yes'],
        ['Publisher not verified', 'hint:unverified'],
        ['High permissions without a user', 'hint:appOnlyHigh'],
        ['High permissions and no owner', 'hint:noOwner'],
        ['Expired or long-lived credentials', 'hint:secretExpired or hint:secretLong'],
        ['Not Microsoft’s own', 'not origin:microsoft'],
        ['Banned', 'state:banned'],
      ]}
    />
  );
}
