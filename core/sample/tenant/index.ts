/** In: the made-up organisation. Out: how its tenant stood, in the shape of Graph's exports: mostly in order, with what an auditor looks for. */
import { administrator, choosePeople, takenOver } from '../activities/plan.ts';
import { displayName, mail, userId } from '../activities/write.ts';
import { scatter } from '../random.ts';
import { DAY_MS } from '../world/calendar.ts';
import type { Person } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { APPS, ASSIGNMENTS, grants, LOCATIONS, NIGHTLY, POLICIES } from './apps.ts';

export interface SampleTenantFile {
  readonly name: string;
  /** Milliseconds since the epoch: when it was so. */
  readonly taken: number;
  /** JSON, ASCII. */
  readonly text: string;
}

/** Accounts that belong to nobody in the logs. */
const OTHERS = ['emergency-access', 'svc-backup', 'reception'] as const;
const otherId = (name: string): string =>
  `0000acc0-0000-4000-8000-00000000${name.length.toString(16).padStart(4, '0')}`;
const GUEST = 'dana.reyes_partner.example.net#EXT#@example.onmicrosoft.com';
const GUEST_ID = '0000acc0-0000-4000-8000-0000000000ff';
const iso = (timeMs: number): string => new Date(timeMs).toISOString();

const ROLES = {
  global: '62e90394-69f5-4237-9190-012177145e10',
  exchange: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  sharepoint: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
};

/** A week before the end, and at the end: what changed in between is there to be found. */
export function writeTenant(world: World, people: number, end: number): readonly SampleTenantFile[] {
  const victim = takenOver(world);
  const most = choosePeople(world, people);
  const helper = administrator(world.people[0] ?? []) ?? most[0];
  const chosen = [...new Set([...most.slice(0, 2), ...[victim, helper].filter((one) => one !== undefined), ...most])];
  const admins = [
    ...new Set([...(helper === undefined ? [] : [helper]), ...most.filter((one) => one !== victim).slice(0, 4)]),
  ];
  const before = end - 8 * DAY_MS;
  const file = (name: string, taken: number, value: readonly object[]): SampleTenantFile => ({
    name: `${iso(taken).slice(0, 10)}_example.onmicrosoft.com_${name}.json`,
    taken,
    text: JSON.stringify({ value }),
  });
  const leaver = chosen.at(-2);
  return [
    file('users', before, users(chosen.slice(0, -1), { taken: before, end }, undefined)),
    file('users', end, users(chosen, { taken: end, end }, leaver)),
    file('roles', before, roles(admins.slice(0, 3))),
    file('roles', end, roles(admins)),
    file('mfa-registration', end, registrations(chosen, victim)),
    file('groups', end, [
      {
        id: '0000acc0-0000-4000-8000-00000000aaaa',
        displayName: 'All staff',
        securityEnabled: true,
        mailEnabled: false,
        members: chosen.map((one) => ({ id: userId(one) })),
      },
    ]),
    file('devices', end, chosen.slice(0, 12).map(device)),
    file('service-principals', end, APPS),
    file('consent-grants', before, grants(undefined)),
    file('consent-grants', end, grants(victim === undefined ? undefined : userId(victim))),
    file('app-role-assignments', end, ASSIGNMENTS),
    file('conditional-access', end, POLICIES),
    file('named-locations', end, LOCATIONS),
    file('inbox-rules', end, victim === undefined ? [] : rules(victim)),
  ];
}

function users(
  chosen: readonly Person[],
  { taken, end }: { readonly taken: number; readonly end: number },
  leaver: Person | undefined,
): object[] {
  const shared = { userType: 'Member', passwordPolicies: null, onPremisesSyncEnabled: null };
  const people = chosen.map((person) => {
    const salt = scatter(person.index);
    return {
      ...shared,
      id: userId(person),
      userPrincipalName: mail(person.account),
      mail: mail(person.account),
      displayName: displayName(person),
      department: person.departmentName,
      officeLocation: person.office.city,
      accountEnabled: person !== leaver,
      createdDateTime: iso(end - (200 + (salt % 1_500)) * DAY_MS),
      lastPasswordChangeDateTime: iso(end - (10 + (salt % 420)) * DAY_MS),
      signInActivity: { lastSignInDateTime: iso(taken - ((salt % 40) + 2) * 3_600_000) },
      licenseDetails: [{ skuPartNumber: salt % 5 === 0 ? 'SPE_E3' : 'SPE_E5' }],
    };
  });
  const others = OTHERS.map((name, at) => ({
    ...shared,
    id: otherId(name),
    userPrincipalName: mail(name),
    mail: null,
    displayName: name,
    department: null,
    accountEnabled: true,
    createdDateTime: iso(end - 900 * DAY_MS),
    lastPasswordChangeDateTime: iso(end - 800 * DAY_MS),
    passwordPolicies: at < 2 ? 'DisablePasswordExpiration' : null,
    signInActivity: at === 0 ? null : { lastSignInDateTime: iso(taken - (at === 1 ? 190 : 130) * DAY_MS) },
  }));
  const guest = {
    ...shared,
    id: GUEST_ID,
    userPrincipalName: GUEST,
    mail: 'dana.reyes@partner.example.net',
    displayName: 'Dana Reyes',
    userType: 'Guest',
    accountEnabled: true,
    createdDateTime: iso(end - 300 * DAY_MS),
    signInActivity: { lastSignInDateTime: iso(taken - 3 * DAY_MS) },
  };
  return [...people, ...others, guest];
}

function roles(admins: readonly Person[]): object[] {
  const held = (principalId: string, roleDefinitionId: string): object => ({
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
  });
  const [first, second, third, ...more] = admins.map(userId);
  return [
    held(otherId('emergency-access'), ROLES.global),
    ...[first, second].flatMap((id) => (id === undefined ? [] : held(id, ROLES.global))),
    ...(third === undefined
      ? []
      : [
          {
            ...held(third, ROLES.exchange),
            scheduleInfo: { expiration: { type: 'noExpiration' } },
            memberType: 'Direct',
          },
        ]),
    ...more.map((id) => held(id, ROLES.helpdesk)),
    held(GUEST_ID, ROLES.sharepoint),
    held(NIGHTLY, ROLES.exchange),
  ];
}

function registrations(chosen: readonly Person[], victim: Person | undefined): object[] {
  const one = (userPrincipalName: string, methodsRegistered: readonly string[]): object => ({
    userPrincipalName,
    isMfaRegistered: methodsRegistered.length > 0,
    isMfaCapable: methodsRegistered.length > 0,
    methodsRegistered,
  });
  return [
    ...chosen.map((person) => {
      const salt = scatter(person.index);
      const none = person === victim || salt % 11 === 0;
      return one(
        mail(person.account),
        none ? [] : salt % 3 === 0 ? ['fido2SecurityKey'] : ['microsoftAuthenticatorPush', 'mobilePhone'],
      );
    }),
    one(mail('emergency-access'), []),
    one(mail('svc-backup'), []),
    one(mail('reception'), ['mobilePhone']),
  ];
}

function device(person: Person): object {
  return {
    deviceId: `de71ce00-0000-4000-8000-${(scatter(person.index) >>> 0).toString(16).padStart(12, '0')}`,
    displayName: person.device,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100',
    trustType: 'AzureAd',
    isCompliant: scatter(person.index) % 7 !== 0,
    isManaged: true,
    registeredOwners: [{ id: userId(person), userPrincipalName: mail(person.account) }],
  };
}

/** The rule that the takeover sets, beside an ordinary one. */
function rules(victim: Person): object[] {
  return [
    {
      userPrincipalName: mail(victim.account),
      displayName: 'Newsletters',
      sequence: 2,
      isEnabled: true,
      conditions: { senderContains: ['newsletter'] },
      actions: { moveToFolder: 'Reading' },
    },
    {
      userPrincipalName: mail(victim.account),
      displayName: 'Rule 1',
      sequence: 1,
      isEnabled: true,
      conditions: { subjectOrBodyContains: ['invoice', 'payment', 'security'] },
      actions: {
        moveToFolder: 'RSS Feeds',
        markAsRead: true,
        forwardTo: [{ emailAddress: { address: 'ledger@mailbox.example.org' } }],
      },
    },
  ];
}
