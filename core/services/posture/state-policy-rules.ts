/** Rules on Conditional Access policies and named locations as they stand. */
import { type AccessPolicy, readLocation } from '../../snapshots/index.ts';
import type { Dated } from '../tenant/tenant-state.ts';
import type { StateContext, StateFinding, StateRule } from './state-rules.ts';

/** A trusted location with more addresses than this is no place: prefixes shorter than these. */
const WIDEST = { v4: 16, v6: 32 };
const LEGACY = ['other', 'exchangeactivesync'];

function holdsForAll({ users, apps }: AccessPolicy): boolean {
  return (users === null || users.includes('all')) && (apps === null || apps.includes('all'));
}

function blocksLegacy(policy: AccessPolicy): boolean {
  return (
    policy.controls.includes('block') &&
    LEGACY.every((client) => policy.clientApps.includes(client) || policy.clientApps.includes('all'))
  );
}

function asksForMfa({ controls, strength }: AccessPolicy): boolean {
  return controls.includes('mfa') || strength !== null;
}

/** That no enabled policy does something for everybody; with what comes near, if anything does. */
function missing(does: (policy: AccessPolicy) => boolean, what: string): StateRule['find'] {
  return ({ policies, state }: StateContext): readonly StateFinding[] => {
    const near = policies.filter(({ is }) => does(is));
    if (near.some(({ is }) => is.state === 'enabled' && holdsForAll(is))) return [];
    const newest = state.newest('conditionalAccess');
    if (near.length === 0) {
      const name = 'No policy';
      return newest === null ? [] : [{ name, detail: `none of ${policies.length} ${what}`, from: newest, raw: null }];
    }
    return near.map(({ is, from, raw }) => ({ name: is.name, detail: whyNot(is), from, raw }));
  };
}

function whyNot(policy: AccessPolicy): string {
  const parts = [
    policy.state === 'reportOnly' ? 'report-only' : policy.state === 'disabled' ? 'switched off' : null,
    policy.users !== null && !policy.users.includes('all') ? 'not for all users' : null,
    policy.apps !== null && !policy.apps.includes('all') ? 'not for all apps' : null,
  ].filter((part) => part !== null);
  return parts.join(', ') || 'in an unknown state';
}

function onPolicies(say: (policy: AccessPolicy) => string | null): StateRule['find'] {
  return ({ policies }) =>
    policies.flatMap(({ is, from, raw }: Dated<AccessPolicy>) => {
      const detail = say(is);
      return detail === null ? [] : [{ name: is.name, detail, from, raw }];
    });
}

export const POLICY_STATE_RULES: readonly StateRule[] = [
  {
    id: 'state-legacy-open',
    title: 'Legacy authentication is blocked by no policy',
    area: 'Policies',
    severity: 'high',
    explanation:
      'No enabled Conditional Access policy blocks legacy client apps for all users and apps: protocols without a second factor stay open wherever the service still answers them.',
    guidance:
      'Enable a policy for all users and all apps with the client apps “Exchange ActiveSync” and “Other clients” and the control “Block”.',
    needs: ['conditionalAccess'],
    find: missing(blocksLegacy, 'policies blocks legacy client apps'),
  },
  {
    id: 'state-mfa-not-required',
    title: 'No policy asks all users for a second factor',
    area: 'Policies',
    severity: 'high',
    explanation: 'No enabled Conditional Access policy demands multi-factor authentication of all users for all apps.',
    guidance: 'Enable one, with emergency accounts left out, or turn security defaults on.',
    needs: ['conditionalAccess'],
    find: missing(asksForMfa, 'policies asks for a second factor'),
  },
  {
    id: 'state-report-only',
    title: 'Policies are in report-only mode',
    area: 'Policies',
    severity: 'low',
    explanation: 'The policy is evaluated and written to the logs, and decides nothing.',
    guidance: 'Look at what it would have decided (What-if), then enable it or delete it.',
    needs: ['conditionalAccess'],
    find: onPolicies(({ state, modified }) =>
      state !== 'reportOnly'
        ? null
        : modified === null
          ? 'report-only'
          : `report-only, last changed ${new Date(modified).toISOString().slice(0, 10)}`,
    ),
  },
  {
    id: 'state-trusted-left-out',
    title: 'Policies leave trusted places out',
    area: 'Policies',
    severity: 'low',
    explanation:
      'The second factor is not asked for from trusted locations: somebody inside the network, or behind its VPN, needs the password only.',
    guidance: 'Ask for the second factor everywhere; trust devices rather than addresses.',
    needs: ['conditionalAccess'],
    find: onPolicies((policy) =>
      policy.state === 'enabled' && asksForMfa(policy) && policy.excludedLocations.length > 0
        ? `leaves out ${policy.excludedLocations.length === 1 ? 'one location' : `${policy.excludedLocations.length} locations`}`
        : null,
    ),
  },
  {
    id: 'state-wide-location',
    title: 'Trusted locations are too wide',
    area: 'Policies',
    severity: 'medium',
    explanation: `A named location marked as trusted covers more than a /${WIDEST.v4} (IPv6: /${WIDEST.v6}): it stands for networks of others too.`,
    guidance: 'Narrow it to the addresses that the organisation’s own traffic leaves by.',
    needs: ['namedLocations'],
    find: ({ state }) =>
      state.of('namedLocations', readLocation).flatMap(({ is, from, raw }) => {
        const wide = is.trusted === true ? is.ranges.filter(isWide) : [];
        return wide.length === 0 ? [] : [{ name: is.name, detail: wide.slice(0, 5).join(', '), from, raw }];
      }),
  },
];

function isWide(range: string): boolean {
  const prefix = /\/(\d{1,3})$/.exec(range)?.[1];
  return prefix !== undefined && Number(prefix) < (range.includes(':') ? WIDEST.v6 : WIDEST.v4);
}
