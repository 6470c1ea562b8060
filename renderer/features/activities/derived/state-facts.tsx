import type { InboxRuleFact, StateFact } from '../../../../core/contract/snapshots.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { Logged } from '../../../kit/logged.tsx';
import { kindTitle } from '../../../kit/snapshot-kinds.ts';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { LongText } from '../panel/long-text.tsx';
import { Level } from './cells.tsx';

/** Which snapshot says so, and when that was; leads to it. */
export function FromSnapshot({ from }: { readonly from: StateFact['from'] }) {
  const open = usePanels((state) => state.open);
  const kind = kindTitle(from.kind);
  return (
    <span className="uc-from">
      <button
        type="button"
        className="uc-textlink"
        title={visibleText(from.source.slice(0, 300))}
        onClick={() => open({ kind: 'snapshot', key: String(from.id), title: kind })}
      >
        {kind}
      </button>{' '}
      of <When at={from.taken} />
    </span>
  );
}

/** Facts that snapshots state, gathered by the snapshot that says them. */
export function StateFacts({ facts }: { readonly facts: readonly StateFact[] }) {
  const bySnapshot = Map.groupBy(facts, ({ from }) => from.id);
  return [...bySnapshot].map(([id, group]) => (
    <section key={id}>
      <p className="uc-scopeline">{group[0] !== undefined && <FromSnapshot from={group[0].from} />}</p>
      <dl className="uc-facts">
        {group.map(({ title, values, at }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{at === null ? <Logged text={values.join(', ')} /> : <When at={at} />}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

/** Inbox rules as they stood: what they do, for which mail, where they send it. */
export function InboxRules({ rules }: { readonly rules: readonly InboxRuleFact[] }) {
  return (
    <ul className="uc-reasons">
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mailbox may have two rules of one name, and their order is theirs.
        <li key={at}>
          <strong>
            <Logged text={rule.name || 'Without a name'} />
          </strong>
          {rule.enabled === false && <span>switched off</span>}
          {rule.outside.length > 0 && <Level level="high" word="Sends outside" />}
          {rule.hides && <Level level="medium" word="Hides mail" />}
          <span>
            <LongText
              text={[
                ...(rule.sendsTo.length === 0 ? [] : [`sends to ${rule.sendsTo.join(', ')}`]),
                ...rule.does,
                ...rule.when.map((one) => `when ${one}`),
              ].join(' · ')}
            />
          </span>
          <FromSnapshot from={rule.from} />
        </li>
      ))}
    </ul>
  );
}
