/** In: users, roles, methods, groups, devices and rules of the tenant. Out: everything that snapshots say of each person, joined by ids and names. */
import {
  type InboxRule,
  type RoleHolding,
  readAutoReply,
  readDevice,
  readGroup,
  readLicence,
  readMailbox,
  readMailClient,
  readMfa,
  readRoles,
  readRule,
  readUser,
} from '../../snapshots/index.ts';
import { type Dated, perState, type TenantState } from './tenant-state.ts';

type Read<F extends (row: never) => unknown> = Dated<ReturnType<F>>;

export class Identity {
  /** Object ids, principal names and addresses, lower case; the first is the best. */
  readonly names: string[] = [];
  /** Catalog id of the app whose account it is; null: the directory's. */
  app: string | null = null;
  user: Read<typeof readUser> | null = null;
  mfa: Read<typeof readMfa> | null = null;
  mailbox: Read<typeof readMailbox> | null = null;
  readonly roles: Dated<RoleHolding>[] = [];
  readonly groups: Read<typeof readGroup>[] = [];
  readonly devices: Read<typeof readDevice>[] = [];
  readonly rules: Dated<InboxRule>[] = [];
  autoReply: Read<typeof readAutoReply> | null = null;
  readonly mailClients: Read<typeof readMailClient>[] = [];
  /** Licences that the user's own export gives by their ids, by the names of the tenant's. */
  licences: Dated<readonly string[]> | null = null;

  /** Sign-in name, else an address, else an id. */
  get name(): string {
    return this.user?.is.upn ?? this.names.find((name) => name.includes('@')) ?? this.names[0] ?? '';
  }

  /** Date of the newest snapshot that says something of this person. */
  get taken(): number {
    const single = [this.user, this.mfa, this.mailbox, this.autoReply];
    const all = [...single, ...this.roles, ...this.groups, ...this.devices, ...this.rules, ...this.mailClients];
    return Math.max(...all.flatMap((one) => (one === null ? [] : [one.from.taken])));
  }

  /** Roles held now by name, or those that may be taken. */
  roleNames(eligible: boolean): string[] {
    return [...new Set(this.roles.filter(({ is }) => is.eligible === eligible).map(({ is }) => is.role))].sort();
  }
}

export const identitiesOf = perState(join);

/** One name may mean different accounts in different apps. */
function keyOf(app: string | null, name: string): string {
  return app === null ? name : `${app}|${name}`;
}

function join(state: TenantState): readonly Identity[] {
  const all: Identity[] = [];
  const byName = new Map<string, Identity>();
  const ofApp = (app: string | null, names: readonly (string | null)[]): Identity => {
    const given = names.filter((name) => name !== null);
    const known = given.flatMap((name) => byName.get(keyOf(app, name)) ?? [])[0];
    const one = known ?? new Identity();
    one.app = app;
    if (known === undefined) all.push(one);
    for (const name of given) {
      if (byName.has(keyOf(app, name))) continue;
      byName.set(keyOf(app, name), one);
      one.names.push(name);
    }
    return one;
  };
  const of = (...names: readonly (string | null)[]): Identity => ofApp(null, names);
  for (const user of state.of('users', readUser)) {
    const { app, id, upn, mails, roles } = user.is;
    if (id === null && upn === null) continue;
    const one = ofApp(app, [id, upn, ...mails]);
    // Of two exports of one user the newer one counts.
    if (one.user !== null && one.user.from.taken >= user.from.taken) continue;
    one.user = user;
    one.roles.length = 0;
    for (const role of roles) {
      const is = { role, holderId: id, holder: upn, holderName: user.is.name, eligible: false, ends: null };
      one.roles.push({ is, from: user.from, raw: user.raw });
    }
  }
  for (const mfa of state.of('mfaRegistration', readMfa)) {
    if (mfa.is.id !== null || mfa.is.upn !== null) of(mfa.is.upn, mfa.is.id).mfa ??= mfa;
  }
  const groups = state.of('groups', readGroup);
  const membersOf = new Map(groups.flatMap(({ is }) => (is.app === null ? [[is.id, is.members] as const] : [])));
  for (const role of state.of('roles', readRoles)) {
    const { holderId, holder } = role.is;
    const members = membersOf.get(holderId);
    // Without a name it may be an app's: only a user that is known holds it here.
    const one = holder === null ? byName.get(holderId ?? '') : of(holderId, holder);
    // A role of a group is held by its members.
    if (members === undefined) one?.roles.push(role);
    else for (const member of new Set(members.flatMap((name) => byName.get(name) ?? []))) member.roles.push(role);
  }
  for (const group of groups) {
    const { app, members } = group.is;
    const found = new Set(members.flatMap((name) => byName.get(keyOf(app, name)) ?? []));
    for (const member of found) member.groups.push(group);
  }
  for (const device of state.of('devices', readDevice)) {
    for (const owner of new Set(device.is.owners.flatMap((name) => byName.get(name) ?? []))) owner.devices.push(device);
  }
  for (const mailbox of state.of('mailboxes', readMailbox)) {
    if (mailbox.is.mailbox?.includes('@')) of(mailbox.is.mailbox).mailbox ??= mailbox;
  }
  nameLicences(state, all);
  // Only whom something else names: Exchange calls a mailbox by any of its names.
  for (const reply of state.of('autoReplies', readAutoReply)) {
    const { mailbox } = reply.is;
    if (mailbox === null) continue;
    const one = mailbox.includes('@') ? of(mailbox) : byName.get(mailbox);
    if (one !== undefined) one.autoReply ??= reply;
  }
  for (const client of state.of('mailClients', readMailClient)) {
    const { mailbox } = client.is;
    if (mailbox !== null && client.is.name !== '') byName.get(mailbox)?.mailClients.push(client);
  }
  for (const rule of state.of('inboxRules', readRule)) {
    const owner = rule.is.mailbox;
    if (owner === null) continue;
    if (owner.includes('@')) of(owner).rules.push(rule);
    else byName.get(owner)?.rules.push(rule);
  }
  return all;
}

/** Graph's users name licences by id only; the tenant's own list says what they are called. */
function nameLicences(state: TenantState, all: readonly Identity[]): void {
  const names = new Map(state.of('licences', readLicence).map((one) => [one.is.id, one] as const));
  if (names.size === 0) return;
  for (const one of all) {
    const found = (one.user?.is.licenseIds ?? []).flatMap((id) => names.get(id) ?? []);
    const [first] = found;
    if (first !== undefined) one.licences = { ...first, is: found.map(({ is }) => is.name).sort() };
  }
}
