/** What snapshots say of a person, each fact with the snapshot that says so. */
import type { InboxRuleFact, StateFact } from '../../contract/snapshots.ts';
import { domainOf } from '../accounts/account-names.ts';
import type { Identity } from './identities.ts';
import type { Dated } from './tenant-state.ts';

type Value = string | boolean | null | readonly string[];

/** A fact that a snapshot says; nothing where it has neither values nor an instant. */
export function fact(title: string, value: Value, from: Dated<unknown>['from'], at: number | null = null): StateFact[] {
  const values =
    typeof value === 'boolean'
      ? [value ? 'yes' : 'no']
      : value === null
        ? []
        : typeof value === 'string'
          ? [value]
          : value;
  return values.length === 0 && at === null ? [] : [{ title, values: [...values], at, from }];
}

/** Facts of which there may be many per person, gathered by the snapshot that says them. */
function gathered<T>(title: string, all: readonly Dated<T>[], say: (one: T) => string): StateFact[] {
  const [first] = all;
  return first === undefined ? [] : fact(title, [...new Set(all.map(({ is }) => say(is)))].sort(), first.from);
}

export function identityFacts(one: Identity): StateFact[] {
  const { user, mfa, mailbox } = one;
  const facts: StateFact[] = [];
  if (user !== null) {
    const { is, from } = user;
    facts.push(
      ...fact('Sign-in name', is.upn, from),
      ...fact('Object id', is.id, from),
      ...fact('Enabled', is.enabled, from),
      ...fact('Type', is.userType, from),
      ...fact('Department', is.department, from),
      ...fact('Job title', is.jobTitle, from),
      ...fact('Manager', is.manager, from),
      ...fact('Created', null, from, is.created),
      ...(is.tellsSignIn && is.lastSignIn === null
        ? fact('Last sign-in', 'never', from)
        : fact('Last sign-in', null, from, is.lastSignIn)),
      ...fact('Password changed', null, from, is.passwordChanged),
      ...fact('Password never expires', is.passwordNeverExpires, from),
      ...fact('Synchronised from the own directory', is.synced, from),
      ...fact('Licences', is.licenses, from),
      ...fact('Groups', is.groups, from),
    );
  }
  const { roles } = one;
  facts.push(
    ...gathered(
      'Roles',
      roles.filter(({ is }) => !is.eligible),
      ({ role }) => role,
    ),
    ...gathered(
      'Roles it may take (eligible)',
      roles.filter(({ is }) => is.eligible),
      ({ role }) => role,
    ),
    ...gathered('Groups', one.groups, ({ name }) => name),
    ...gathered('Devices', one.devices, ({ name, os, compliant }) =>
      [name, os, compliant === null ? null : compliant ? 'compliant' : 'not compliant']
        .filter((part) => part !== null)
        .join(', '),
    ),
  );
  if (mfa !== null) {
    facts.push(
      ...fact('Multi-factor registered', mfa.is.registered, mfa.from),
      ...fact('Sign-in methods', mfa.is.methods, mfa.from),
    );
  }
  if (mailbox !== null) {
    facts.push(
      ...fact('Mailbox forwards to', mailbox.is.forwardsTo, mailbox.from),
      ...fact('Mailbox auditing bypassed', mailbox.is.auditBypassed, mailbox.from),
    );
  }
  if (one.licences !== null) facts.push(...fact('Licences', one.licences.is, one.licences.from));
  if (one.autoReply !== null) {
    const { is, from } = one.autoReply;
    facts.push(
      ...fact('Automatic reply', is.state, from),
      ...fact('Automatic reply to people outside', is.state === 'off' ? null : is.outside, from),
      ...(is.state === 'scheduled' ? fact('Automatic reply from', null, from, is.from) : []),
      ...(is.state === 'scheduled' ? fact('Automatic reply until', null, from, is.until) : []),
    );
  }
  facts.push(
    ...gathered('Phones that fetch mail', one.mailClients, ({ name, access, lastSync }) =>
      [name, access, lastSync === null ? null : `last on ${new Date(lastSync).toISOString().slice(0, 10)}`]
        .filter((part) => part !== null)
        .join(', '),
    ),
  );
  return facts;
}

/** Addresses of a list whose domain is none of the organisation's own; without domains of its own nothing is known to be outside. */
export function outsideOf(addresses: readonly string[], isOwn: (domain: string) => boolean | null): string[] {
  return addresses.filter((address) => address.includes('@') && isOwn(domainOf(address.toLowerCase())) === false);
}

export function ruleFacts(one: Identity, isOwn: (domain: string) => boolean | null): InboxRuleFact[] {
  return one.rules.map(({ is, from }) => ({
    name: is.name,
    enabled: is.enabled,
    sendsTo: [...is.sendsTo],
    outside: outsideOf(is.sendsTo, isOwn),
    does: [...is.does],
    when: [...is.when],
    hides: is.hides,
    from,
  }));
}
