import type { ReactNode } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import type { Account } from './app-accounts.tsx';
import { Level } from './cells.tsx';
import { capital, LEVEL_TONES } from './derived-words.ts';
import { Proof } from './panel-parts.tsx';

type Reach = MethodOutput<'accounts.getReach'>;

/** Files, apps, findings and sessions of one person. */
export function AccountReach({ data }: { readonly data: Account }) {
  const reach = useQuestion('accounts.getReach', { key: data.row.key });
  return (
    <Answer question={reach} loading={<BoneLines lines={16} />}>
      {({ files, grants, findings, sessions, sessionsTotal }) => (
        <div className="uc-tabbody">
          <Part title="Its files that others outside can reach" count={files.outside.total}>
            <p className="uc-scopeline">{plural(files.owned, 'file', 'files')} of its own are known.</p>
            <Files rows={files.outside.rows} />
          </Part>
          <Part title="Files of others, shared with it by name" count={files.given.total}>
            <Files rows={files.given.rows} />
          </Part>
          <Part title="Apps that it gave access" count={grants.length}>
            <ul className="uc-reasons">
              {grants.map(({ key, name, app, level, state, lastConsent }) => (
                <li key={key}>
                  <Opens kind="oauth" id={key} title={name} />
                  <span>
                    to <Logged text={app} /> · {level === null ? 'permissions unknown' : `${level} permissions`}
                    {state === 'undetermined' ? '' : ` · ${state}`}
                  </span>
                  <When at={lastConsent} />
                </li>
              ))}
            </ul>
          </Part>
          <Part title="Findings of posture that name it" count={findings.length}>
            <ul className="uc-reasons">
              {findings.map(({ id, title, severity, status, lastSeen }) => (
                <li key={id}>
                  <Opens kind="posture" id={id} title={title} />
                  <Level
                    level={status === 'open' ? severity : 'none'}
                    word={`${capital(severity)}, ${status ?? 'open'}`}
                  />
                  <When at={lastSeen} />
                </li>
              ))}
            </ul>
          </Part>
          <Part title="Sessions" count={sessionsTotal}>
            <ul className="uc-reasons">
              {sessions.map(({ ref, first, last, events, addresses }) => (
                <li key={ref}>
                  <span>
                    <When at={first} /> to <When at={last} />
                  </span>
                  <span>
                    {plural(events, 'activity', 'activities')}
                    {addresses.length > 0 && (
                      <>
                        {' from '}
                        <Logged text={addresses.join(', ')} />
                      </>
                    )}
                  </span>
                  <Proof reference={ref} />
                </li>
              ))}
            </ul>
          </Part>
        </div>
      )}
    </Answer>
  );
}

/** Without anything it says so. */
function Part(props: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="uc-sectionhead">
        {props.title} ({formatCount(props.count)})
      </h3>
      {props.count === 0 ? <p className="uc-scopeline">None that records or snapshots tell of.</p> : props.children}
    </section>
  );
}

function Opens({ kind, id, title }: { readonly kind: string; readonly id: string; readonly title: string }) {
  const open = usePanels((state) => state.open);
  return (
    <button type="button" className="uc-textlink" onClick={() => open({ kind, key: id, title })}>
      <Logged text={title} />
    </button>
  );
}

function Files({ rows }: { readonly rows: Reach['files']['outside']['rows'] }) {
  return (
    <ul className="uc-reasons">
      {rows.map(({ key, name, app, owner, level, lastSeen }) => (
        <li key={key}>
          <Opens kind="file" id={key} title={name} />
          {level !== null && <Level level={LEVEL_TONES[level]} word={capital(level)} />}
          <span>
            <Logged text={[app, owner].filter((part) => part !== null).join(' · ')} />
          </span>
          <When at={lastSeen} />
        </li>
      ))}
    </ul>
  );
}
