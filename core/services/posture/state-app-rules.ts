/** Rules on apps of the tenant as they stand: credentials, owners, permissions. */
import { highPermissions, isLong, LONG_DAYS, takenOf } from '../oauth/tenant-columns.ts';
import type { TenantApp, TenantPermission } from '../tenant/tenant-apps.ts';
import type { StateFinding, StateRule } from './state-rules.ts';

/** @param say what is wrong and the object that proves it */
function onApps(
  say: (app: TenantApp) => readonly {
    readonly detail: string;
    readonly by: Pick<StateFinding, 'from' | 'raw'>;
  }[],
): StateRule['find'] {
  return ({ apps }) =>
    apps
      .filter(({ origin }) => origin !== 'microsoft')
      .flatMap((app) => say(app).map(({ detail, by }) => ({ name: app.name, detail, from: by.from, raw: by.raw })));
}

const named = (permissions: readonly TenantPermission[]): string =>
  permissions
    .slice(0, 8)
    .map(({ name }) => name)
    .join(', ');

export const APP_STATE_RULES: readonly StateRule[] = [
  {
    id: 'state-secret-expired',
    title: 'Apps keep expired credentials',
    area: 'Apps and keys',
    severity: 'low',
    explanation:
      'Secrets or certificates of the app had ended when the snapshot was taken: nobody cleans up, or the app is not used any more.',
    guidance: 'Remove them; where all of an app’s credentials expired, ask whether the app is needed.',
    needs: ['servicePrincipals'],
    find: onApps((app) =>
      (app.credentials ?? []).flatMap(({ is, from, raw }) =>
        is.end !== null && is.end < from.taken
          ? [
              {
                detail: `${is.kind} ${is.name ?? ''} ended ${new Date(is.end).toISOString().slice(0, 10)}`,
                by: { from, raw },
              },
            ]
          : [],
      ),
    ),
  },
  {
    id: 'state-secret-long',
    title: 'Apps have long-lived credentials',
    area: 'Apps and keys',
    severity: 'medium',
    explanation: `A secret or certificate is valid for more than ${LONG_DAYS} days: whoever copied it can use it for as long.`,
    guidance:
      'Use certificates or workload identities, and let secrets end after half a year; enforce it by an app management policy.',
    needs: ['servicePrincipals'],
    find: onApps((app) =>
      (app.credentials ?? []).flatMap(({ is, from, raw }) =>
        isLong(is) && (is.end ?? 0) >= from.taken
          ? [
              {
                detail: `${is.kind} ${is.name ?? ''} until ${new Date(is.end ?? 0).toISOString().slice(0, 10)}`,
                by: { from, raw },
              },
            ]
          : [],
      ),
    ),
  },
  {
    id: 'state-app-no-owner',
    title: 'Apps with high permissions have no owner',
    area: 'Apps and keys',
    severity: 'medium',
    explanation: 'Nobody is named who looks after an app that reaches mail, files or the directory as a whole.',
    guidance: 'Name two owners, or remove the app.',
    needs: ['servicePrincipals'],
    find: onApps((app) => {
      const owners = app.say((one) => one.owners);
      const high = highPermissions(app);
      return owners === null || owners.value.length > 0 || high.length === 0
        ? []
        : [{ detail: named(high), by: { from: owners.from, raw: app.principals[0]?.raw ?? null } }];
    }),
  },
  {
    id: 'state-app-only-high',
    title: 'Apps reach everybody’s data without a user',
    area: 'Apps and keys',
    severity: 'medium',
    explanation:
      'Application permissions of the highest level work without anybody signing in: one leaked secret opens all mailboxes, files or the directory.',
    guidance: 'Ask for less, limit it to groups of mailboxes or sites, and watch the app’s sign-ins.',
    needs: ['appRoleAssignments'],
    find: onApps((app) => {
      const alone = highPermissions(app).filter(({ kind }) => kind === 'application');
      const grant = app.grants.find(({ is }) => is.kind === 'application');
      const from = alone[0]?.from;
      return from === undefined ? [] : [{ detail: named(alone), by: { from, raw: grant?.raw ?? null } }];
    }),
  },
  {
    id: 'state-app-unverified',
    title: 'Apps of unverified publishers were given consent',
    area: 'Apps and keys',
    severity: 'medium',
    explanation:
      'Nobody vouches for who made the app, and users or administrators gave it access: the usual shape of consent phishing.',
    guidance:
      'Check publisher, redirect addresses and who consented first; allow consent for verified publishers only.',
    needs: ['servicePrincipals', 'delegatedGrants'],
    find: onApps((app) => {
      const verified = app.say((one) => one.verified);
      const from = takenOf(app);
      return verified?.value !== false || app.origin === 'own' || app.permissions.length === 0 || from === null
        ? []
        : [{ detail: named(app.permissions), by: { from: verified.from, raw: app.principals[0]?.raw ?? null } }];
    }),
  },
];
