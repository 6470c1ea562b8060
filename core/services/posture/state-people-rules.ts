/** Rules on people, roles and mailboxes as they stand. */
import { GLOBAL_ADMINISTRATOR, isAdminRole, readRoles } from '../../snapshots/index.ts';
import type { PersonView } from '../accounts/people.ts';
import { outsideOf } from '../tenant/facts.ts';
import type { Identity } from '../tenant/identities.ts';
import type { Dated } from '../tenant/tenant-state.ts';
import type { StateContext, StateFinding, StateRule } from './state-rules.ts';

const DAY_MS = 86_400_000;
/** Microsoft advises fewer than five. */
const MOST_GLOBAL_ADMINS = 4;
const OLD_PASSWORD_DAYS = 365;
const LONG_IDLE_DAYS = 90;

/** Findings on people: `say` gives what is wrong and the object that proves it, null where nothing is. */
function onPeople(
  say: (one: PersonView, identity: Identity) => { readonly detail: string; readonly by: Dated<unknown> } | null,
): StateRule['find'] {
  return ({ people }) =>
    people.list.flatMap((one) =>
      one.state.identities.flatMap((identity) => {
        const found = say(one, identity);
        return found === null ? [] : [finding(one.row.key, found.detail, found.by)];
      }),
    );
}

function finding(name: string, detail: string, { from, raw }: Dated<unknown>): StateFinding {
  return { name, detail, from, raw };
}

function rolesOf({ row }: PersonView): string {
  return [...row.role, ...row.eligibleRole.map((role) => `${role} (eligible)`)].join(', ') || 'by its acts';
}

function onMail(
  find: (identity: Identity, context: StateContext) => readonly (readonly [string, Dated<unknown>])[],
): StateRule['find'] {
  return (context) =>
    context.people.list.flatMap(({ row, state }) =>
      state.identities.flatMap((identity) =>
        find(identity, context).map(([detail, by]) => finding(row.key, detail, by)),
      ),
    );
}

export const PEOPLE_STATE_RULES: readonly StateRule[] = [
  {
    id: 'state-admin-no-mfa',
    title: 'Administrators have no second factor registered',
    area: 'Sign-in',
    severity: 'high',
    explanation:
      'No multi-factor method is registered for accounts with administrative roles: whoever has the password can register one and stay.',
    guidance: 'Register phishing-resistant methods for every administrator now, and require them by policy.',
    needs: ['mfaRegistration'],
    find: onPeople((one, { mfa }) =>
      mfa?.is.registered === false && (one.row.admin || mfa.is.isAdmin === true) && one.row.enabled !== false
        ? { detail: rolesOf(one), by: mfa }
        : null,
    ),
  },
  {
    id: 'state-user-no-mfa',
    title: 'Users have no second factor registered',
    area: 'Sign-in',
    severity: 'medium',
    explanation:
      'No multi-factor method is registered: the first who signs in with the password may register their own.',
    guidance: 'Run a registration campaign, and let the first registration happen from known devices or places only.',
    needs: ['mfaRegistration'],
    find: onPeople((one, { mfa }) =>
      mfa?.is.registered === false &&
      !one.row.admin &&
      mfa.is.isAdmin !== true &&
      one.row.enabled !== false &&
      one.row.userType !== 'guest'
        ? { detail: one.row.department ?? 'no method', by: mfa }
        : null,
    ),
  },
  {
    id: 'state-guest-admin',
    title: 'Guests hold administrative roles',
    area: 'Privileges',
    severity: 'high',
    explanation: 'Accounts of other organisations hold roles: how well they are protected is decided elsewhere.',
    guidance: 'Give outsiders accounts of your own for administration, or end the assignment.',
    needs: ['users', 'roles'],
    find: onPeople((one, { user, roles }) => {
      const role = roles.find(({ is }) => isAdminRole(is.role));
      return user?.is.userType === 'guest' && role !== undefined ? { detail: rolesOf(one), by: role } : null;
    }),
  },
  {
    id: 'state-many-global-admins',
    title: 'Too many global administrators',
    area: 'Privileges',
    severity: 'medium',
    explanation: `More than ${MOST_GLOBAL_ADMINS} accounts can do everything in the tenant at any time; one of them taken over is enough.`,
    guidance:
      'Keep two emergency accounts and a few people; give others the role that they need, eligible instead of held.',
    needs: ['roles'],
    find: ({ people }) => {
      const holders = people.list.flatMap(({ row, state }) =>
        state.identities.flatMap(({ roles }) => {
          const held = roles.find(({ is }) => is.role === GLOBAL_ADMINISTRATOR && !is.eligible);
          return held === undefined ? [] : [finding(row.key, row.enabled === false ? 'disabled' : 'held now', held)];
        }),
      );
      return holders.length > MOST_GLOBAL_ADMINS ? holders : [];
    },
  },
  {
    id: 'state-app-admin',
    title: 'Apps hold administrative roles',
    area: 'Privileges',
    severity: 'high',
    explanation:
      'A service principal holds a directory role: whoever has one of its secrets is an administrator, without a second factor.',
    guidance:
      'Replace the role by the few application permissions that the app needs; watch its sign-ins and credentials.',
    needs: ['roles', 'servicePrincipals'],
    find: ({ apps, state }) => {
      const byId = new Map(apps.flatMap((app) => app.ids.map((id) => [id, app] as const)));
      return state.of('roles', readRoles).flatMap((role) => {
        const app = byId.get(role.is.holderId ?? '');
        return app === undefined || !isAdminRole(role.is.role) ? [] : [finding(app.name, role.is.role, role)];
      });
    },
  },
  {
    id: 'state-synced-admin',
    title: 'Administrators come from the own directory',
    area: 'Privileges',
    severity: 'medium',
    explanation:
      'Accounts with administrative roles are synchronised from Active Directory: who takes that over takes the tenant too.',
    guidance: 'Administer the tenant with cloud-only accounts.',
    needs: ['users', 'roles'],
    find: onPeople((one, { user, roles }) =>
      user?.is.synced === true && roles.some(({ is }) => isAdminRole(is.role))
        ? { detail: rolesOf(one), by: user }
        : null,
    ),
  },
  {
    id: 'state-stale-admin',
    title: 'Privileged accounts are not used',
    area: 'Privileges',
    severity: 'medium',
    explanation:
      'Accounts with administrative roles neither sign in nor act: nobody would notice that somebody else uses them.',
    guidance:
      'Take the roles away, or disable the account; emergency accounts are the exception, and are to be watched.',
    needs: ['users', 'roles'],
    find: onPeople((one, { user }) =>
      user !== null && one.row.admin && one.row.stale && one.row.enabled !== false
        ? { detail: `idle for ${one.row.idleDays} days: ${rolesOf(one)}`, by: user }
        : null,
    ),
  },
  {
    id: 'state-stale-user',
    title: 'Enabled accounts are not used',
    area: 'Privileges',
    severity: 'low',
    explanation: `Accounts that can sign in did not for ${LONG_IDLE_DAYS} days: people who left, or accounts nobody needs.`,
    guidance: 'Disable them, and delete them after a grace period; review guests with their hosts.',
    needs: ['users'],
    find: onPeople((one, { user }) =>
      user?.is.enabled === true && !one.row.admin && (one.row.idleDays ?? 0) >= LONG_IDLE_DAYS
        ? { detail: `idle for ${one.row.idleDays} days`, by: user }
        : null,
    ),
  },
  {
    id: 'state-disabled-active',
    title: 'Disabled accounts are active',
    area: 'Privileges',
    severity: 'high',
    explanation: 'The snapshot says that the account is disabled, and the logs show acts that nothing there explains.',
    guidance: 'Find out who enabled or disabled it and when; end its sessions.',
    needs: ['users'],
    find: onPeople((one, { user }) => {
      const reason = one.reasons.find(({ id }) => id === 'disabledActive');
      return reason === undefined || user === null ? null : { detail: reason.detail, by: user };
    }),
  },
  {
    id: 'state-password-never-expires',
    title: 'Passwords never expire, without a second factor',
    area: 'Sign-in',
    severity: 'medium',
    explanation: 'The password is for ever and is all that is asked for: once it leaks, it opens the account for good.',
    guidance: 'Register a second factor, or take the exception away.',
    needs: ['users'],
    find: onPeople((one, { user }) =>
      user?.is.passwordNeverExpires === true && user.is.enabled !== false && one.row.mfa !== true
        ? { detail: one.row.mfa === false ? 'no second factor' : 'no snapshot tells of a second factor', by: user }
        : null,
    ),
  },
  {
    id: 'state-password-old',
    title: 'Passwords are old',
    area: 'Sign-in',
    severity: 'low',
    explanation: `The password was not changed for more than ${OLD_PASSWORD_DAYS} days: it may be in any leak since.`,
    guidance: 'Check them against known leaks, and change those of administrators and service accounts first.',
    needs: ['users'],
    find: onPeople((_one, { user }) => {
      const changed = user?.is.passwordChanged ?? null;
      if (user === null || changed === null || user.is.enabled === false || user.is.userType === 'guest') return null;
      const days = Math.floor((user.from.taken - changed) / DAY_MS);
      return days > OLD_PASSWORD_DAYS ? { detail: `${days} days`, by: user } : null;
    }),
  },
  {
    id: 'state-rule-outside',
    title: 'Inbox rules send mail outside',
    area: 'Mail',
    severity: 'high',
    explanation: 'A rule forwards or redirects mail to another organisation as it comes: whoever set it reads along.',
    guidance: 'Ask the mailbox’s owner; remove what they do not know, and look for how it was set.',
    needs: ['inboxRules'],
    find: onMail(({ rules }, { isOwn }) =>
      rules.flatMap((rule) => {
        const outside = rule.is.enabled === false ? [] : outsideOf(rule.is.sendsTo, isOwn);
        return outside.length === 0 ? [] : [[`${rule.is.name}: to ${outside.join(', ')}`, rule] as const];
      }),
    ),
  },
  {
    id: 'state-rule-hides',
    title: 'Inbox rules delete or hide mail',
    area: 'Mail',
    severity: 'medium',
    explanation:
      'A rule deletes mail or moves it to a folder that nobody looks into, as attackers do with answers to their own mail.',
    guidance: 'Ask the mailbox’s owner; remove what they do not know and look at the mail it caught.',
    needs: ['inboxRules'],
    find: onMail(({ rules }) =>
      rules.flatMap((rule) =>
        rule.is.enabled !== false && rule.is.hides
          ? [[`${rule.is.name}: ${rule.is.does.join(', ')}`, rule] as const]
          : [],
      ),
    ),
  },
  {
    id: 'state-mailbox-forward',
    title: 'Mailboxes forward outside',
    area: 'Mail',
    severity: 'high',
    explanation: 'The mailbox itself forwards everything it gets to another organisation.',
    guidance: 'Remove it unless the owner knows it, and block automatic forwarding in the outbound policy.',
    needs: ['mailboxes'],
    find: onMail(({ mailbox }, { isOwn }) => {
      const outside = mailbox === null ? [] : outsideOf(mailbox.is.forwardsTo, isOwn);
      return mailbox === null || outside.length === 0 ? [] : [[`to ${outside.join(', ')}`, mailbox]];
    }),
  },
  {
    id: 'state-mailbox-audit',
    title: 'Mailboxes are not audited',
    area: 'Audit',
    severity: 'medium',
    explanation: 'Auditing of the mailbox is off or bypassed: who read or deleted what cannot be told later.',
    guidance: 'Turn mailbox auditing on and take the bypass away.',
    needs: ['mailboxes'],
    find: onMail(({ mailbox }) => {
      if (mailbox === null) return [];
      if (mailbox.is.auditBypassed === true) return [['auditing is bypassed', mailbox]];
      return mailbox.is.audited === false ? [['auditing is off', mailbox]] : [];
    }),
  },
];
