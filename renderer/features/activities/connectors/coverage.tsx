import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import type { ControlAction, ControlKind } from '../../../../core/model/control.ts';
import { useDerivedTotal } from '../../../data/connected.ts';
import { useControlCommands } from '../../../data/control.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import type { Ability } from './ability-words.ts';

const SHARING: readonly ControlAction[] = [
  'remove-collaborator',
  'remove-external',
  'remove-public-link',
  'reduce-public-access',
  'make-private',
  'expire-link',
  'limit-resharing',
];
const LABELS: readonly ControlAction[] = ['apply-label', 'remove-label'];
const USER_ACTIVITY: readonly Ability[] = ['files', 'mail', 'messages', 'code', 'data'];

interface Row {
  readonly title: string;
  /** Null: not known yet. */
  readonly count: number | null;
  readonly noun: readonly [string, string];
  /** The page that shows them. */
  readonly href: string | null;
  /** Why there is none. */
  readonly none: string;
}

/** The abilities of a cloud access broker's app connection, as far as what was imported, and the commands that there are, give them. */
export function Coverage({ app }: { readonly app: ConnectedApp }) {
  const mine = is('app', app.appName);
  const accounts = useDerivedTotal('accounts', mine);
  const groups = useDerivedTotal('accounts', allOf(mine, 'group:known'));
  const privileged = useDerivedTotal('accounts', allOf(mine, 'admin:yes'));
  const grants = useDerivedTotal('oauth', mine);
  const findings = useDerivedTotal('posture', allOf(mine, 'state:found'));
  const shared = useDerivedTotal('files', allOf(mine, 'level:known'));
  const { data: commands } = useControlCommands(app.app, {});
  /** The actions of a kind that the app has commands for. */
  const commandsFor = (title: string, fits: (action: ControlAction, kind: ControlKind) => boolean): Row => ({
    title,
    count:
      commands === undefined
        ? null
        : new Set(commands.filter(({ action, kind }) => fits(action, kind)).map(({ action }) => action)).size,
    noun: ['action', 'actions'],
    href: null,
    none: 'No reviewed command does it in this app.',
  });
  const events = (...abilities: readonly Ability[]): number =>
    app.abilities.reduce((sum, one) => sum + (abilities.includes(one.ability) ? one.activities : 0), 0);
  const activity = ['activity', 'activities'] as const;
  const page = (path: string, ...conditions: readonly string[]): string =>
    hrefWithScope(`/connected/${path}`, { filter: allOf(mine, ...conditions) });
  const log = (filter: string): string =>
    hrefWithScope('/connected/activities', { filter: allOf(is('app', app.app), filter) });
  const noLog = 'Its log tells of none.';
  const rows: readonly Row[] = [
    { title: 'Accounts', count: accounts, noun: ['account', 'accounts'], href: page('accounts'), none: noLog },
    {
      title: 'Groups',
      count: groups,
      noun: ['account with groups', 'accounts with groups'],
      href: page('accounts', 'group:known'),
      none: 'Import a directory or a snapshot of groups.',
    },
    {
      title: 'Privileges',
      count: privileged,
      noun: ['administrator', 'administrators'],
      href: page('accounts', 'admin:yes'),
      none: noLog,
    },
    { title: 'Log-on activity', count: events('signins'), noun: activity, href: log('category:signin'), none: noLog },
    { title: 'User activity', count: events(...USER_ACTIVITY), noun: activity, href: log('admin:no'), none: noLog },
    { title: 'Administrative activity', count: events('admin'), noun: activity, href: log('admin:yes'), none: noLog },
    commandsFor('User governance', (_, kind) => kind === 'account'),
    { title: 'View app permissions', count: grants, noun: ['app', 'apps'], href: page('oauth'), none: noLog },
    commandsFor('Revoke app permissions', (_, kind) => kind === 'oauth'),
    {
      title: 'Security posture',
      count: findings,
      noun: ['finding', 'findings'],
      href: page('posture', 'state:found'),
      none: 'Nothing was found, or no log or snapshot would show it.',
    },
    { title: 'Sharing', count: shared, noun: ['file', 'files'], href: page('files', 'level:known'), none: noLog },
    commandsFor('Sharing control', (one) => SHARING.includes(one)),
    commandsFor('File governance', (one, kind) => kind === 'file' && !SHARING.includes(one) && !LABELS.includes(one)),
    commandsFor('Sensitivity labels', (one) => LABELS.includes(one)),
    {
      title: 'Content inspection',
      count: 0,
      noun: ['file', 'files'],
      href: null,
      none: 'The contents of files are never read; matches that the provider’s own inspection logged are activities.',
    },
  ];
  return (
    <section>
      <h3 className="uc-sectionhead">Coverage of a cloud access broker’s abilities</h3>
      <ul className="uc-abilities">
        {rows.map((row) => (
          <CoverageRow key={row.title} {...row} />
        ))}
      </ul>
    </section>
  );
}

function CoverageRow({ title, count, noun, href, none }: Row) {
  const isGiven = count !== null && count > 0;
  return (
    <li data-given={isGiven || undefined} title={isGiven ? undefined : none}>
      {isGiven ? (
        <IconCheck size={14} aria-label="Given" role="img" />
      ) : (
        <IconMinus size={14} aria-label={`None: ${none}`} role="img" />
      )}
      <span>{title}</span>
      {isGiven && href !== null ? (
        <button
          type="button"
          className="uc-textlink uc-num"
          aria-label={`${title}: ${plural(count, ...noun)}`}
          onClick={() => navigate(href)}
        >
          {formatCount(count)}
        </button>
      ) : (
        isGiven && (
          <span className="uc-num" title={plural(count, ...noun)}>
            {formatCount(count)}
          </span>
        )
      )}
    </li>
  );
}
