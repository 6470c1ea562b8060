import { IconShieldCog } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { AccountRow } from '../../../../core/contract/accounts.ts';
import { countryText } from '../../../../core/kit/country-name.ts';
import { FACTOR_WORDS, REASON_WORDS } from '../../../../core/model/derived-words.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { capital } from './derived-words.ts';
import { RiskScore } from './risk-score.tsx';
import { RiskWeights } from './risk-weights.tsx';

const NO_STATE = 'No snapshot of the tenant says.';

export const COLUMNS: readonly Column<AccountRow>[] = [
  textColumn('name', 'Name', (row) => row.name, '', {
    width: 230,
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
  countColumn('risk', 'Risk', (row) => row.risk, {
    width: 112,
    hint: 'Points of what was found of the account, 0 to 100, by the weights that “Risk weights” has.',
    cell: (row) => <RiskScore row={row} />,
  }),
  countColumn('reasons', 'Reasons', (row) => row.reasons, {
    width: 86,
    optional: 'narrow',
    hint: 'How many reasons there are to look closer; each is a fact that activities or a snapshot prove.',
  }),
  textColumn(
    'reason',
    'Why to look closer',
    (row) => row.reason.map((id) => REASON_WORDS[id] ?? id).join(', '),
    'No reason was found.',
    { width: 220, least: 200 },
  ),
  textColumn(
    'affiliation',
    'Affiliation',
    (row) => (row.affiliation === null ? null : capital(row.affiliation)),
    'Not a person, or no domain tells.',
    { width: 96 },
  ),
  textColumn('app', 'Apps', (row) => row.app.join(', '), '', {
    width: 150,
    least: 142,
    // Of several, the first ones cut off would look alike in every row.
    cell: (row) =>
      row.app.length > 1 ? (
        <span title={row.app.join(', ')}>{row.app.length} apps</span>
      ) : (
        <Logged text={row.app[0] ?? ''} />
      ),
  }),
  timeColumn('lastSeen', 'Last seen', (row) => row.lastSeen),
  textColumn(
    'status',
    'Status',
    (row) => (row.status === null ? null : capital(row.status)),
    'It never acted, and nothing was done to it that tells.',
    {
      width: 112,
      least: 108,
      cell: (row) =>
        row.status === 'suspended' || row.status === 'deleted' ? (
          <Level level="medium" word={capital(row.status)} />
        ) : (
          capital(row.status ?? 'Unknown')
        ),
    },
  ),
  textColumn(
    'role',
    'Roles',
    (row) => [...row.role, ...row.eligibleRole.map((one) => `${one} (eligible)`)].join(', '),
    'It holds none, or no snapshot of the tenant says.',
    {
      width: 170,
      least: 150,
      optional: 'narrow',
      exportsWith: ['eligibleRole'],
      hint: 'Directory roles held or eligible, as the newest snapshot of the tenant says.',
    },
  ),
  textColumn(
    'mfa',
    'Second factor',
    (row) => (row.mfa === null ? null : FACTOR_WORDS[row.mfa ? 'yes' : 'no']),
    NO_STATE,
    {
      width: 116,
      optional: 'narrow',
      hint: 'Whether a second factor is registered, as the newest snapshot says.',
      cell: (row) =>
        row.mfa === null ? (
          <Missing why={NO_STATE} />
        ) : row.mfa ? (
          FACTOR_WORDS.yes
        ) : (
          <Level level={row.admin ? 'high' : 'medium'} word={FACTOR_WORDS.no} />
        ),
    },
  ),
  textColumn('riskFactor', 'Risk by factor', (row) => row.riskFactor.join(', '), 'Nothing gives it points.', {
    optional: true,
    width: 260,
  }),
  textColumn('email', 'Mail', (row) => row.email, 'No record gives an address.', { optional: true, width: 190 }),
  countColumn('activities', 'Activities', (row) => row.activities, { optional: 'narrow' }),
  countColumn('failedSignIns', 'Failed sign-ins', (row) => row.failedSignIns, {
    width: 110,
    optional: 'narrow',
    spare: true,
  }),
  countColumn('adminActs', 'Admin acts', (row) => row.adminActs, { optional: 'narrow', spare: true }),
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
  textColumn('enabled', 'Enabled', (row) => (row.enabled === null ? null : row.enabled ? 'Yes' : 'No'), NO_STATE, {
    optional: true,
    width: 90,
  }),
  textColumn('userType', 'Member or guest', (row) => (row.userType === null ? null : capital(row.userType)), NO_STATE, {
    optional: true,
  }),
  timeColumn('lastSignIn', 'Last sign-in', (row) => row.lastSignIn, { optional: true }),
  timeColumn('created', 'Created', (row) => row.created, { optional: true }),
  textColumn('license', 'Licences', (row) => row.license.join(', '), NO_STATE, { optional: true }),
  textColumn('mfaMethod', 'Sign-in methods', (row) => row.mfaMethod.join(', '), NO_STATE, { optional: true }),
  countColumn('inboxRules', 'Inbox rules', (row) => row.inboxRules, { optional: true }),
  timeColumn('snapshot', 'Snapshot of', (row) => row.snapshot, { optional: true }),
  countColumn('idleDays', 'Idle days', (row) => row.idleDays, { optional: true }),
  textColumn('type', 'Type', (row) => capital(row.type), '', { optional: true, width: 90 }),
  timeColumn('firstSeen', 'First seen', (row) => row.firstSeen, { optional: true }),
];

const BASIS = {
  profile: 'as the organisation’s profile says',
  directory: 'as the directory says',
  snapshot: 'as a snapshot’s members have it',
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
        {` · stale: ${staleDays} days without activity or sign-in`}
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
      sort={{ column: 'risk', direction: 'desc' }}
      example="affiliation:external and admin:yes"
      queries={[
        ['High risk', 'riskLevel:high'],
        ['Administrators', 'admin:yes'],
        ['External accounts', 'affiliation:external'],
        ['External administrators', 'affiliation:external and admin:yes'],
        ['Stale accounts', 'stale:yes and type:user'],
        ['Stale administrators', 'stale:yes and admin:yes'],
        ['Suspended or deleted, and active afterwards', 'reason:afterEnd'],
        ['Disabled, and active', 'reason:disabledActive'],
        ['Administrators without a second factor', 'admin:yes and mfa:no'],
        ['Guests with a role', 'userType:guest and admin:yes'],
        ['In a snapshot only', 'activities:0 and snapshot:known'],
        ['Inbox rules that send or hide mail', 'reason:ruleOutside or reason:ruleHides'],
        ['Apps and services', 'type:app or type:system'],
      ]}
      about={about}
      actions={<RiskWeights />}
    />
  );
}
