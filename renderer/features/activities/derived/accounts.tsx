import { IconShieldCog } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { AccountRow } from '../../../../core/contract/accounts.ts';
import { useQuestion } from '../../../data/use-question.ts';
import type { Column } from '../../../kit/table/columns.ts';
import { Logged } from '../logged.tsx';
import { countryText } from '../words.ts';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { capital, REASON_TITLES } from './derived-words.ts';

const COLUMNS: readonly Column<AccountRow>[] = [
  textColumn('name', 'Name', (row) => row.name, '', {
    width: 190,
    fixed: true,
    cell: (row) => (
      <span className="uc-act">
        <Logged text={row.name} />
        {row.admin && (
          <IconShieldCog size={15} stroke={1.5} className="uc-act__mark" role="img" aria-label="Administrator" />
        )}
      </span>
    ),
  }),
  countColumn('reasons', 'Reasons', (row) => row.reasons, {
    width: 86,
    hint: 'How many reasons there are to look closer; each is a fact that activities prove.',
  }),
  textColumn(
    'reason',
    'Why to look closer',
    (row) => row.reason.map((id) => REASON_TITLES[id] ?? id).join(', '),
    'No reason was found.',
    { width: 230 },
  ),
  textColumn('email', 'Mail', (row) => row.email, 'No record gives an address.', { width: 190 }),
  textColumn(
    'affiliation',
    'Affiliation',
    (row) => (row.affiliation === null ? null : capital(row.affiliation)),
    'Not a person, or no domain tells.',
    { width: 96 },
  ),
  textColumn(
    'status',
    'Status',
    (row) => (row.status === null ? null : capital(row.status)),
    'It never acted, and nothing was done to it that tells.',
    {
      width: 96,
      cell: (row) =>
        row.status === 'suspended' || row.status === 'deleted' ? (
          <Level level="medium" word={capital(row.status)} />
        ) : (
          capital(row.status ?? 'Unknown')
        ),
    },
  ),
  textColumn('app', 'Apps', (row) => row.app.join(', '), '', { width: 200 }),
  countColumn('activities', 'Activities', (row) => row.activities),
  timeColumn('lastSeen', 'Last seen', (row) => row.lastSeen),
  countColumn('failedSignIns', 'Failed sign-ins', (row) => row.failedSignIns, { width: 110 }),
  countColumn('adminActs', 'Admin acts', (row) => row.adminActs),
  countColumn('downloads', 'Downloads', (row) => row.downloads, { optional: true }),
  countColumn('files', 'File acts', (row) => row.files, { optional: true }),
  countColumn('consents', 'Consents', (row) => row.consents, { optional: true }),
  countColumn('accounts', 'Accounts', (row) => row.accounts, { optional: true }),
  countColumn('addresses', 'Addresses', (row) => row.addresses, { optional: true }),
  countColumn('devices', 'Devices', (row) => row.devices, { optional: true }),
  textColumn('country', 'Countries', (row) => row.country.map(countryText).join(', '), 'No record names a country.', {
    optional: true,
  }),
  textColumn('department', 'Department', (row) => row.department, 'The directory does not say.', { optional: true }),
  textColumn('group', 'Groups', (row) => row.group.join(', '), 'The directory does not say.', { optional: true }),
  countColumn('idleDays', 'Idle days', (row) => row.idleDays, { optional: true }),
  textColumn('type', 'Type', (row) => capital(row.type), '', { optional: true, width: 90 }),
  timeColumn('firstSeen', 'First seen', (row) => row.firstSeen, { optional: true }),
];

const BASIS = {
  profile: 'as the organisation’s profile says',
  directory: 'as the directory says',
  inferred: 'which most accounts have',
  none: '',
} as const;

/** People and services over all connected apps. */
export function AccountsPage() {
  const { data } = useQuestion('accounts.list', { limit: 1 });
  const own = data?.ownDomains;
  const staleDays = data?.staleDays;
  const about = useMemo(() => {
    if (own === undefined) return null;
    const [first, ...more] = own.domains;
    const domains = first === undefined ? null : `${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
    return (
      <>
        {domains === null ? ' · nothing tells internal from external' : ` · internal: ${domains}, ${BASIS[own.basis]}`}
        {` · stale: ${staleDays} days without activity`}
      </>
    );
  }, [own, staleDays]);
  return (
    <DerivedPage
      table="accounts"
      title="Accounts"
      noun={['account', 'accounts']}
      promise="This page will show everybody in your cloud apps: inside or outside, administrators, the idle and the suspended."
      columns={COLUMNS}
      keyOf={(row) => row.key}
      nameOf={(row) => row.name}
      panel="account"
      sort={{ column: 'reasons', direction: 'desc' }}
      example="affiliation:external and admin:yes"
      queries={[
        ['Administrators', 'admin:yes'],
        ['External accounts', 'affiliation:external'],
        ['External administrators', 'affiliation:external and admin:yes'],
        ['Stale accounts', 'stale:yes and type:user'],
        ['Stale administrators', 'stale:yes and admin:yes'],
        ['Suspended or deleted, and active afterwards', 'reason:afterEnd'],
        ['Apps and services', 'type:app or type:system'],
      ]}
      about={about}
    />
  );
}
