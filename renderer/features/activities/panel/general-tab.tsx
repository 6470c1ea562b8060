import { ActionIcon, Button } from '@mantine/core';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import type { ActivityRow } from '../../../../core/contract/activities.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { inSentence } from '../../../kit/field-titles.ts';
import { allOf } from '../../../kit/filter/conditions.ts';
import { Logged } from '../../../kit/logged.tsx';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { useScope } from '../../../state/scope.ts';
import { aroundOf, goAround, goToFiles, goToLog } from '../around.ts';
import { activityTitle } from '../words.ts';
import { factsOf, objectsOf } from './facts.ts';
import { CopyText, LongText } from './long-text.tsx';

export type ActivityDetail = MethodOutput<'activities.get'>;

/** Every field of the record, what it was done to, who else saw it, and the ways to what happened around it. */
export function GeneralTab({ data }: { readonly data: ActivityDetail }) {
  const { row, activity, sameEvent } = data;
  const { filter } = useScope();
  const objects = objectsOf(activity);
  return (
    <div className="uc-tabbody">
      <AroundIt data={data} />
      <dl className="uc-fields">
        {factsOf(activity, row.appName).map(({ title, value, condition }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <LongText text={value} />
              <span className="uc-fields__tools">
                {condition !== null && (
                  <ActionIcon
                    data-tip={`All activities with this ${inSentence(title)}`}
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={`All activities with this ${inSentence(title)}`}
                    onClick={() => goToLog(condition)}
                  >
                    <IconFilter size={14} stroke={1.5} />
                  </ActionIcon>
                )}
                {condition !== null && (
                  <ActionIcon
                    data-tip={`Leave out activities with this ${inSentence(title)}`}
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={`Leave out activities with this ${inSentence(title)}`}
                    onClick={() => goToLog(allOf(filter, `not ${condition}`))}
                  >
                    <IconFilterOff size={14} stroke={1.5} />
                  </ActionIcon>
                )}
                <CopyText text={value} label={`Copy ${inSentence(title)}`} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {objects.length > 0 && (
        <section>
          <h3 className="uc-sectionhead">Objects</h3>
          <ul className="uc-objects">
            {objects.map(({ type, name, detail }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a record's list never changes, and may hold the same object twice
              <li key={at}>
                <span className="uc-chip">
                  <Logged text={type === '' ? 'object' : type} />
                </span>
                <span>
                  <LongText text={name} />
                  {detail !== '' && (
                    <small>
                      <LongText text={detail} />
                    </small>
                  )}
                  {type === 'file' && (
                    <button type="button" className="uc-textlink" onClick={() => goToFiles(name)}>
                      Who can reach it
                    </button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sameEvent.length > 0 && <SeenBy rows={sameEvent} />}
    </div>
  );
}

function AroundIt({ data }: { readonly data: ActivityDetail }) {
  const { row, activity } = data;
  const { sessionId, correlationId } = activity;
  const around = aroundOf(row, {
    ...(typeof sessionId === 'string' ? { session: sessionId } : {}),
    ...(typeof correlationId === 'string' ? { correlation: correlationId } : {}),
  });
  return (
    <section>
      <h3 className="uc-sectionhead">Everything around this</h3>
      <div className="uc-around">
        {around.map((one) => (
          <Button key={one.id} size="compact-xs" variant="default" onClick={() => goAround(one)}>
            {one.title}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Records of other connectors that tell of the same event; the log counts it once. */
function SeenBy({ rows }: { readonly rows: readonly ActivityRow[] }) {
  const open = usePanels((state) => state.open);
  return (
    <section>
      <h3 className="uc-sectionhead">The same event, seen by other connectors</h3>
      <ul className="uc-objects">
        {rows.map((row) => (
          <li key={row.ref}>
            <span className="uc-chip">{row.connector}</span>
            <span>
              <button
                type="button"
                className="uc-textlink"
                onClick={() => open({ kind: 'activity', key: row.ref, title: activityTitle(row) })}
              >
                {activityTitle(row)}
              </button>
              <small>
                <When at={row.time} seconds /> · {row.outcome}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
