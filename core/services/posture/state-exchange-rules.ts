/** Rules on Exchange as it stands: mail flow, access to mailboxes, and what is recorded at all. */
import {
  type MailboxAccess,
  type MailboxRight,
  type MailFlowRule,
  readAuditSettings,
  readMailboxAccess,
  readMailboxAudit,
  readMailFlowRule,
} from '../../snapshots/index.ts';
import { outsideOf } from '../tenant/facts.ts';
import type { Dated } from '../tenant/tenant-state.ts';
import type { StateContext, StateFinding, StateRule } from './state-rules.ts';

/** @param say what is wrong with a rule that is in force; null where nothing is */
function onMailFlow(say: (rule: MailFlowRule, context: StateContext) => string | null): StateRule['find'] {
  return (context) =>
    context.state.of('mailFlowRules', readMailFlowRule).flatMap(({ is, from, raw }) => {
      const detail = is.inForce ? say(is, context) : null;
      return detail === null ? [] : [{ name: is.name, detail, from, raw }];
    });
}

const WORDS: Readonly<Record<MailboxRight, string>> = {
  fullAccess: 'full access',
  sendAs: 'sends as it',
  sendOnBehalf: 'sends on its behalf',
  folder: 'opens its inbox',
  impersonation: 'acts as every mailbox',
};

/** One finding a mailbox, whoever has the right. Shared mailboxes are made for it. */
function onAccess(rights: readonly MailboxRight[]): StateRule['find'] {
  return ({ state }) => {
    const found = new Map<string, { readonly first: Dated<MailboxAccess>; readonly who: string[] }>();
    for (const one of state.of('mailboxAccess', readMailboxAccess)) {
      const { mailbox, holder, right, isShared } = one.is;
      if (!rights.includes(right) || isShared) continue;
      const name = mailbox ?? holder;
      const known = found.get(name) ?? { first: one, who: [] };
      found.set(name, known);
      known.who.push(mailbox === null ? WORDS[right] : `${holder} (${WORDS[right]})`);
    }
    return [...found].map(([name, { first, who }]) => {
      const detail = [...new Set(who)].slice(0, 20).join(', ');
      return { name, detail, from: first.from, raw: first.raw };
    });
  };
}

export const EXCHANGE_STATE_RULES: readonly StateRule[] = [
  {
    id: 'state-mail-flow-outside',
    title: 'Mail flow rules send mail outside',
    area: 'Mail',
    severity: 'high',
    explanation:
      'A rule of the organisation redirects or copies mail to another one: it catches the mail of everybody, and no mailbox shows it.',
    guidance: 'Find out who made the rule and for what; disable it, and look in the message trace for what it sent.',
    needs: ['mailFlowRules'],
    find: onMailFlow(({ sendsTo }, { isOwn }) => {
      const outside = outsideOf(sendsTo, isOwn);
      return outside.length === 0 ? null : `to ${outside.join(', ')}`;
    }),
  },
  {
    id: 'state-mail-flow-bypass',
    title: 'Mail flow rules let mail past the filter, or drop it',
    area: 'Mail',
    severity: 'medium',
    explanation:
      'A rule marks mail as harmless before the spam filter sees it, or deletes it without a word: attackers use one for their own mail, the other for warnings.',
    guidance:
      'Narrow the rule to senders that are authenticated, or remove it; use the tenant’s allow list with an end.',
    needs: ['mailFlowRules'],
    find: onMailFlow(({ skipsFilter, drops }) =>
      skipsFilter ? 'skips the spam filter' : drops ? 'deletes without a word' : null,
    ),
  },
  {
    id: 'state-mailbox-open',
    title: 'Mailboxes are open to others',
    area: 'Mail',
    severity: 'medium',
    explanation:
      'Somebody else may read a person’s mailbox; shared mailboxes and rooms, which are made for it, are not counted.',
    guidance: 'Ask the owner who needs it; take the right away otherwise, and look at what the others read.',
    needs: ['mailboxAccess'],
    find: onAccess(['fullAccess', 'folder']),
  },
  {
    id: 'state-mailbox-send-as',
    title: 'Others can send as a person',
    area: 'Mail',
    severity: 'medium',
    explanation: 'Somebody else may send mail in the name of a person: an answer is no proof of who wrote it.',
    guidance: 'Keep it to assistants that need it, on behalf of the person rather than as the person.',
    needs: ['mailboxAccess'],
    find: onAccess(['sendAs', 'sendOnBehalf']),
  },
  {
    id: 'state-impersonation',
    title: 'Accounts may act as every mailbox',
    area: 'Mail',
    severity: 'high',
    explanation: 'A role gives the right to impersonate: whoever holds it reads and sends in every mailbox.',
    guidance: 'Take the role away, and give apps access to the mailboxes that they need by an access policy.',
    needs: ['mailboxAccess'],
    find: onAccess(['impersonation']),
  },
  {
    id: 'state-audit-off',
    title: 'The audit log is off',
    area: 'Audit',
    severity: 'high',
    explanation: 'The tenant does not record what happens in it: nothing that an attacker does can be told later.',
    guidance: 'Turn the unified audit log and mailbox auditing by default on, and find out who turned them off.',
    needs: ['auditSettings'],
    find: ({ state }) =>
      state.of('auditSettings', readAuditSettings).flatMap(({ is, from, raw }): StateFinding[] => {
        const off = [
          is.unifiedLog === false ? 'the unified audit log' : null,
          is.adminLog === false ? 'the log of administrators' : null,
          is.mailboxes === false ? 'mailbox auditing by default' : null,
        ].filter((part) => part !== null);
        return off.length === 0 ? [] : [{ name: is.organisation, detail: `off: ${off.join(', ')}`, from, raw }];
      }),
  },
  {
    id: 'state-mailbox-audit-status',
    title: 'Mailboxes are left out of auditing',
    area: 'Audit',
    severity: 'medium',
    explanation:
      'What comes about of the organisation’s and the mailbox’s settings is that nothing of these mailboxes is recorded.',
    guidance: 'Take the bypass away, and turn auditing on for the organisation.',
    needs: ['mailboxAudit'],
    find: ({ state }) =>
      state.of('mailboxAudit', readMailboxAudit).flatMap(({ is, from, raw }): StateFinding[] => {
        const detail = is.bypassed === true ? 'auditing is bypassed' : is.audited === false ? 'auditing is off' : null;
        return detail === null || is.mailbox === null ? [] : [{ name: is.mailbox, detail, from, raw }];
      }),
  },
];
