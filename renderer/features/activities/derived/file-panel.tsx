import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useActivity } from '../../../data/activities.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import { type PanelItem, usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { Figure } from '../panel/insight.tsx';
import { RespondCard } from '../respond/respond-card.tsx';
import { fileSubject, objectIdOf } from '../respond/subject.ts';
import { activityTitle } from '../words.ts';
import { Level } from './cells.tsx';
import { collaboratorList, collaboratorWords } from './collaborator-words.ts';
import { basisWords, capital, LEVEL_TONES } from './derived-words.ts';
import { Instant, Proof } from './panel-parts.tsx';

type File = MethodOutput<'files.get'>;
type LoggedSubject = Parameters<typeof fileSubject>[0];

interface Props {
  readonly item: PanelItem;
}

/** One file: who can reach it, by which act, who used it, and what can be done about it. */
export function FilePanel({ item }: Props) {
  const file = useQuestion('files.get', { key: item.key });
  return (
    <SidePanel item={item} kind="File" title={<Logged text={file.data?.row.name ?? item.title} />}>
      <Answer question={file} loading={<BoneLines lines={14} />}>
        {(data) => (
          <PanelTabs
            item={item}
            tabs={[
              { id: 'overview', title: 'Overview', content: () => <FileOverview data={data} /> },
              { id: 'respond', title: 'Respond', content: () => <FileRespond data={data} /> },
            ]}
          />
        )}
      </Answer>
    </SidePanel>
  );
}

/** The provider's id of the file stands in a listing, or in its own activities. */
function FileRespond({ data }: { readonly data: File }) {
  const { row, appId, ref, listedAs } = data;
  const subject = { app: appId, name: row.name, owner: row.owner, collaborators: row.collaborator };
  if (listedAs !== null || ref === null) {
    return <RespondCard subjects={[fileSubject({ ...subject, fileId: null, listedAs })]} />;
  }
  return <LoggedFile reference={ref} subject={subject} />;
}

function LoggedFile(props: {
  readonly reference: string;
  readonly subject: Omit<LoggedSubject, 'fileId' | 'listedAs'>;
}) {
  const { reference, subject } = props;
  const latest = useActivity(reference);
  return (
    <Answer question={latest} loading={<BoneLines lines={8} />}>
      {({ activity }) => {
        const fileId = objectIdOf(activity.objects, subject.name);
        return <RespondCard subjects={[fileSubject({ ...subject, fileId, listedAs: null })]} />;
      }}
    </Answer>
  );
}

function FileOverview({ data }: { readonly data: File }) {
  const { row, inherited, sharing, users, filter } = data;
  const open = usePanels((state) => state.open);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        {row.level === null ? (
          'No activity and no listing says who can reach it.'
        ) : (
          <>
            <Level level={LEVEL_TONES[row.level]} word={capital(row.level)} /> <Basis row={row} inherited={inherited} />
          </>
        )}
        {row.listed !== null && (
          <>
            {' · listed '}
            <When at={row.listed} />
            {sharing.some(({ time }) => time > (row.listed ?? 0)) && ', and shared since'}
          </>
        )}
        {' · '}
        <Logged
          text={[
            row.app,
            row.mimeType,
            row.owner === null ? null : `owner ${row.owner}`,
            row.trashed ? 'deleted' : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        />
      </p>
      <dl className="uc-figures">
        <Figure title="Activities" value={row.activities} onOpen={() => goToLog(filter)} />
        <Figure title="Downloads" value={row.downloads} />
        <Figure title="Users" value={row.users} />
        <Instant title="Last activity" at={row.lastSeen} />
        <Instant title="Last modified" at={row.lastModified} />
      </dl>
      <section>
        <h3 className="uc-sectionhead">Collaborators</h3>
        <p className="uc-scopeline">
          {row.collaborators === null ? (
            'Unknown.'
          ) : row.collaborators === 0 ? (
            'None is named.'
          ) : (
            <Logged text={collaboratorList(row.collaborator.slice(0, 50))} />
          )}
        </p>
      </section>
      <section>
        <h3 className="uc-sectionhead">Sharing</h3>
        {sharing.length === 0 && <p className="uc-scopeline">No activity shared it by itself.</p>}
        <ul className="uc-reasons">
          {sharing.map((act) => (
            <li key={act.ref}>
              <strong>{act.isUse ? 'Link used' : activityTitle({ type: act.type, operation: act.type })}</strong>
              <span>
                <When at={act.time} />
                {act.level !== null && ` · then ${act.level}`}
              </span>
              <span>
                <Logged
                  text={`${act.by ?? 'somebody'}${act.target === null ? '' : ` → ${collaboratorWords(act.target)}`}`}
                />
              </span>
              <Proof reference={act.ref} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="uc-sectionhead">Who used it</h3>
        <ul className="uc-toplist">
          {users.slice(0, 50).map(({ name, activities }) => (
            <li key={name}>
              <button
                type="button"
                className="uc-textlink"
                onClick={() => open({ kind: 'account', key: name, title: name })}
              >
                <Logged text={name} />
              </button>
              <span className="uc-num">{formatCount(activities)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What the level is known from; a folder that is a row opens its own panel. */
function Basis({ row, inherited }: { readonly row: File['row']; readonly inherited: File['inherited'] }) {
  const open = usePanels((state) => state.open);
  if (inherited === null) return <Logged text={basisWords(row) ?? ''} />;
  const { key, name, since } = inherited;
  return (
    <>
      {'inherited from '}
      {key === null ? (
        <Logged text={name} />
      ) : (
        <button type="button" className="uc-textlink" onClick={() => open({ kind: 'file', key, title: name })}>
          <Logged text={name} />
        </button>
      )}
      {', open since '}
      <When at={since} />
    </>
  );
}
