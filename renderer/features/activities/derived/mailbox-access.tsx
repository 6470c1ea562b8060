import { useActivityCount } from '../../../data/activities.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { goToLog } from '../around.ts';
import { Figure } from '../panel/insight.tsx';
import type { Account } from './app-accounts.tsx';

/** What a person read in mailboxes, and who else was in theirs, as mailbox audit logs tell; nothing where none does. */
export function MailboxAccess({ data: { row, accounts, filter } }: { readonly data: Account }) {
  const own = `(${filter})`;
  const mailboxes = [...new Set([row.email ?? '', ...accounts.map(({ name }) => name)])].filter((name) =>
    name.includes('@'),
  );
  const theirs = mailboxes.map((name) => is('target', name)).join(' or ');
  const readFilter = allOf(own, 'type:mail.access');
  const elsewhereFilter = allOf(own, 'category:mail', 'impersonated:yes');
  // Without an address there is no mailbox that others could be in: nothing fits then.
  const othersFilter = allOf('category:mail', `(${theirs === '' ? own : theirs})`, `not ${own}`);
  const read = useActivityCount({ filter: readFilter });
  const elsewhere = useActivityCount({ filter: elsewhereFilter });
  const others = useActivityCount({ filter: othersFilter });
  const counts = [read, elsewhere, others];
  if (counts.some(({ isCurrent, isPartial }) => !isCurrent || isPartial)) return null;
  if (counts.every(({ events }) => events === 0)) return null;
  return (
    <section aria-label="Mailboxes">
      <h3 className="uc-sectionhead">Mailboxes</h3>
      <dl className="uc-figures">
        <Figure title="Mail read" value={read.events} onOpen={() => goToLog(readFilter)} />
        <Figure title="Acts in others’ mailboxes" value={elsewhere.events} onOpen={() => goToLog(elsewhereFilter)} />
        <Figure title="Others’ acts in its own" value={others.events} onOpen={() => goToLog(othersFilter)} />
      </dl>
    </section>
  );
}
