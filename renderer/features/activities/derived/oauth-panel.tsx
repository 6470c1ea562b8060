import { Button, Group } from '@mantine/core';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useOrder, useQuestion } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';
import { type PanelItem, usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { Figure } from '../panel/insight.tsx';
import { RespondCard } from '../respond/respond-card.tsx';
import { oauthSubject } from '../respond/subject.ts';
import { activityTitle } from '../words.ts';
import { Level } from './cells.tsx';
import { capital } from './derived-words.ts';
import { MarkNote } from './mark-note.tsx';
import { OauthData } from './oauth-data.tsx';
import { Instant, Proof } from './panel-parts.tsx';
import { FromSnapshot, StateFacts } from './state-facts.tsx';

type Oauth = MethodOutput<'oauth.get'>;

interface Props {
  readonly item: PanelItem;
}

const STATES = ['approved', 'banned', 'undetermined'] as const;

/** One OAuth app: permissions, who gave them, and what you decided. */
export function OauthPanel({ item }: Props) {
  const app = useQuestion('oauth.get', { key: item.key });
  return (
    <SidePanel item={item} kind="OAuth app" title={<Logged text={app.data?.row.name ?? item.title} />}>
      <Answer question={app} loading={<BoneLines lines={14} />}>
        {(data) => (
          <PanelTabs
            item={item}
            tabs={[
              { id: 'overview', title: 'Overview', content: () => <OauthOverview data={data} /> },
              { id: 'data', title: 'Data', content: () => <OauthData data={data} /> },
              {
                id: 'respond',
                title: 'Respond',
                content: () => (
                  <RespondCard
                    subjects={[
                      oauthSubject({
                        app: data.connectedApp,
                        name: data.row.name,
                        appId: data.row.appId,
                        users: data.row.user,
                      }),
                    ]}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </SidePanel>
  );
}

const NO_COMMUNITY = 'Neither the catalog nor a list of known apps has one of this id or name.';

function OauthOverview({ data }: { readonly data: Oauth }) {
  const { row, note, permissions, hints, events, filter, facts, secrets, communityBasis } = data;
  const order = useOrder('oauth.mark');
  const writable = useOpenWorkspace()?.readOnly === false;
  const open = usePanels((state) => state.open);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <Logged text={[`access to ${row.app}`, row.publisher, row.appId].filter((part) => part !== null).join(' · ')} />
      </p>
      {writable && (
        <Group gap="xs">
          {STATES.map((state) => (
            <Button
              key={state}
              size="compact-sm"
              variant={row.state === state ? 'filled' : 'default'}
              aria-pressed={row.state === state}
              onClick={() => void order.mutateAsync({ key: row.key, state, note }).catch(toastError)}
            >
              {capital(state)}
            </Button>
          ))}
        </Group>
      )}
      {row.state !== 'undetermined' && (
        <MarkNote
          key={note}
          note={note}
          writable={writable}
          onSave={(next) => void order.mutateAsync({ key: row.key, state: row.state, note: next }).catch(toastError)}
        />
      )}
      <p className="uc-scopeline">
        A mark is kept here and in the governance log; it changes nothing in the connected app.
      </p>
      {hints.length > 0 && (
        <section>
          <h3 className="uc-sectionhead">Hints</h3>
          <ul className="uc-reasons">
            {hints.map(({ id, title, detail, from }) => (
              <li key={id}>
                <strong>{title}</strong>
                <span>
                  <Logged text={detail} />
                </span>
                {from !== null && <FromSnapshot from={from} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      <dl className="uc-figures">
        <Figure title="Users who consented" value={row.users} />
        <Figure title="Uses" value={row.uses} onOpen={() => goToLog(filter)} />
        <Figure title="Revoked" value={row.revoked} />
        <Instant title="First authorized" at={row.firstConsent} />
        <Instant title="Last authorized" at={row.lastConsent} />
        <Instant title="Last used" at={row.lastUsed} />
        <div>
          <dt>Community use</dt>
          <dd>{row.community === null ? <Missing why={NO_COMMUNITY} /> : capital(row.community)}</dd>
        </div>
      </dl>
      {communityBasis !== null && <p className="uc-scopeline">{communityBasis}</p>}
      <section>
        <h3 className="uc-sectionhead">Permissions</h3>
        {permissions.length === 0 && <p className="uc-scopeline">Neither records nor snapshots name any.</p>}
        <ul className="uc-reasons">
          {permissions.map(({ name, level, why, kind, forEverybody, resource, from }) => (
            <li key={`${name} ${kind}`}>
              <span className="uc-mono">
                <Logged text={name} />
              </span>
              <Level level={level ?? 'none'} word={level === null ? 'Unknown' : capital(level)} />
              <span>
                {[
                  why,
                  kind === null ? null : kind === 'application' ? 'by itself' : 'for who signed in',
                  kind === 'delegated' && forEverybody !== null
                    ? forEverybody
                      ? 'consent for everybody'
                      : 'consent by users'
                    : null,
                  resource,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
              {from !== null && <FromSnapshot from={from} />}
            </li>
          ))}
        </ul>
      </section>
      {secrets !== null && <Secrets secrets={secrets} />}
      {facts.length > 0 && (
        <section>
          <h3 className="uc-sectionhead">In the tenant</h3>
          <StateFacts facts={facts} />
        </section>
      )}
      <section>
        <h3 className="uc-sectionhead">Consents and changes</h3>
        <ul className="uc-reasons">
          {events.slice(0, 100).map((event) => (
            <li key={event.ref}>
              <strong>{activityTitle({ type: event.type, operation: event.type })}</strong>
              <span>
                <When at={event.time} />
                {event.adminConsent && ' · for everybody'}
              </span>
              {event.user !== null && (
                <button
                  type="button"
                  className="uc-textlink"
                  onClick={() => open({ kind: 'account', key: event.user ?? '', title: event.user ?? '' })}
                >
                  <Logged text={event.user} />
                </button>
              )}
              <Proof reference={event.ref} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Secrets and certificates that somebody signs in as the app with. */
function Secrets({ secrets }: { readonly secrets: NonNullable<MethodOutput<'oauth.get'>['secrets']> }) {
  return (
    <section>
      <h3 className="uc-sectionhead">Credentials</h3>
      {secrets.length === 0 && <p className="uc-scopeline">It has none.</p>}
      <ul className="uc-reasons">
        {secrets.map(({ kind, name, start, end, expired, from }) => (
          <li key={`${kind} ${name} ${end}`}>
            <strong>
              <Logged text={name ?? capital(kind)} />
            </strong>
            <span>
              {kind} · from <When at={start} /> to <When at={end} />
            </span>
            {expired === true && <Level level="medium" word="Expired" />}
            <FromSnapshot from={from} />
          </li>
        ))}
      </ul>
    </section>
  );
}
