import { useQuestion } from '../../../data/use-question.ts';
import { allOf } from '../../../kit/filter/conditions.ts';
import { formatCount, formatShare, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { type PanelItem, usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { Figure } from '../panel/insight.tsx';
import { RespondCard } from '../respond/respond-card.tsx';
import { accountSubjects } from '../respond/subject.ts';
import { AccountActivities } from './account-activities.tsx';
import { AccountReach } from './account-reach.tsx';
import { type Account, AppAccounts } from './app-accounts.tsx';
import { capital } from './derived-words.ts';
import { MailboxAccess } from './mailbox-access.tsx';
import { Instant, Proof } from './panel-parts.tsx';
import { RiskScore } from './risk-score.tsx';
import { FromSnapshot, InboxRules, StateFacts } from './state-facts.tsx';

interface Props {
  readonly item: PanelItem;
}

/** Everything about one person. */
export function AccountPanel({ item }: Props) {
  const account = useQuestion('accounts.get', { key: item.key });
  return (
    <SidePanel item={item} kind="Account" title={<Logged text={account.data?.row.name ?? item.title} />}>
      <Answer question={account} loading={<BoneLines lines={14} />}>
        {(data) => (
          <PanelTabs
            item={item}
            tabs={[
              { id: 'overview', title: 'Overview', content: () => <AccountOverview data={data} /> },
              {
                id: 'accounts',
                title: `Accounts (${formatCount(data.accounts.length)})`,
                content: () => <AppAccounts data={data} />,
              },
              ...(data.facts.length + data.rules.length === 0
                ? []
                : [{ id: 'tenant', title: 'Tenant', content: () => <AccountState data={data} /> }]),
              { id: 'reach', title: 'Reach', content: () => <AccountReach data={data} /> },
              { id: 'activities', title: 'Activities', content: () => <AccountActivities data={data} /> },
              {
                id: 'respond',
                title: 'Respond',
                content: () => <RespondCard subjects={accountSubjects(data.accounts)} />,
              },
            ]}
          />
        )}
      </Answer>
    </SidePanel>
  );
}

/** What snapshots of the tenant say of the person. */
function AccountState({ data }: { readonly data: Account }) {
  return (
    <div className="uc-tabbody">
      <StateFacts facts={data.facts} />
      {data.rules.length > 0 && (
        <section>
          <h3 className="uc-sectionhead">Inbox rules</h3>
          <InboxRules rules={data.rules} />
        </section>
      )}
    </div>
  );
}

/** How the account's points come about, and how they compare with everybody's. */
function RiskSection({ data: { row, risk } }: { readonly data: Account }) {
  return (
    <section>
      <h3 className="uc-sectionhead">Risk</h3>
      <p className="uc-scopeline">
        <RiskScore row={row} />
        {risk.factors.length > 0 && risk.above > 0 && ` · more than ${formatShare(risk.above)} of all accounts`}
      </p>
      {risk.factors.length > 0 && (
        <ul className="uc-toplist">
          {risk.factors.map(({ id, title, points }) => (
            <li key={id}>
              <span>{title}</span>
              <span>+{plural(points, 'point')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function AccountOverview({ data }: { readonly data: Account }) {
  const { row, reasons, filter, adminBy, trafficUsers } = data;
  const open = usePanels((state) => state.open);
  const facts = [
    row.email,
    row.affiliation === null ? null : capital(row.affiliation),
    row.status === null ? null : capital(row.status),
    row.stale ? `idle for ${row.idleDays} days` : null,
    row.userType === 'guest' ? 'Guest' : null,
    row.department,
    row.manager === null ? null : `manager ${row.manager}`,
  ].filter((fact) => fact !== null);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <Logged text={facts.join(' · ')} />
      </p>
      {adminBy.length > 0 && <p className="uc-first">Administrator: it {adminBy.join(', and ')}.</p>}
      <RiskSection data={data} />
      <section>
        <h3 className="uc-sectionhead">Reasons to look closer</h3>
        {reasons.length === 0 ? (
          <p className="uc-scopeline">None was found in activities or snapshots.</p>
        ) : (
          <ul className="uc-reasons">
            {reasons.map(({ id, title, detail, ref, from }) => (
              <li key={id}>
                <strong>{title}</strong>
                <span>
                  <Logged text={detail} />
                </span>
                {ref !== null && <Proof reference={ref} />}
                {from !== null && <FromSnapshot from={from} />}
              </li>
            ))}
          </ul>
        )}
      </section>
      <dl className="uc-figures">
        <Figure title="Activities" value={row.activities} onOpen={() => goToLog(filter)} />
        <Figure
          title="Failed sign-ins"
          value={row.failedSignIns}
          onOpen={() => goToLog(allOf(`(${filter})`, 'type:login.failed'))}
        />
        <Figure
          title="Administrative"
          value={row.adminActs}
          onOpen={() => goToLog(allOf(`(${filter})`, 'admin:yes'))}
        />
        <Figure title="File acts" value={row.files} onOpen={() => goToLog(allOf(`(${filter})`, 'category:file'))} />
        <Figure title="Downloads" value={row.downloads} />
        <Figure
          title="Consents"
          value={row.consents}
          onOpen={() => goToLog(allOf(`(${filter})`, 'type:app.consent'))}
        />
        <Figure title="IP addresses" value={row.addresses} />
        <Figure title="Devices" value={row.devices} />
        <Instant title="First activity" at={row.firstSeen} />
        <Instant title="Last activity" at={row.lastSeen} />
        {row.lastSignIn !== null && <Instant title="Last sign-in, as the tenant says" at={row.lastSignIn} />}
      </dl>
      <MailboxAccess data={data} />
      {row.group.length > 0 && (
        <p className="uc-scopeline">
          Groups: <Logged text={row.group.join(', ')} />
        </p>
      )}
      <section>
        <h3 className="uc-sectionhead">Discovered traffic</h3>
        {trafficUsers.length === 0 ? (
          <p className="uc-scopeline">No user of the discovered traffic has a name of this account.</p>
        ) : (
          <ul className="uc-toplist">
            {trafficUsers.map((user) => (
              <li key={user}>
                <button
                  type="button"
                  className="uc-textlink"
                  onClick={() => open({ kind: 'user', key: user, title: user })}
                >
                  <Logged text={user} />
                </button>
                <span />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
