/** In: what is to be acted upon. Out: the reviewed commands for it, filled in; nothing is run. */
import { ACTION_FACTS, type ControlAction, type ControlKind, type ControlValue, USER_BY_ID } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { fill, requireSafe } from './quote.ts';
import { TEMPLATES } from './templates.ts';

export interface ControlQuestion {
  readonly kind?: ControlKind | undefined;
  readonly action?: ControlAction | undefined;
  /** Catalog id of the app; every app when absent. */
  readonly app?: string | undefined;
  readonly values: Readonly<Partial<Record<ControlValue, string | undefined>>>;
}

export interface ControlCommand {
  readonly action: ControlAction;
  readonly title: string;
  readonly kind: ControlKind;
  readonly effect: string;
  readonly tool: string;
  readonly shell: 'sh' | 'powershell';
  /** `{name}` stands where a value is missing. */
  readonly command: string;
  readonly undo: string | null;
  readonly noWayBack: string;
  readonly permission: string;
  readonly source: string;
  /** Values that are still to be given. */
  readonly missing: ControlValue[];
}

/** Values that name an account. */
const ACCOUNTS: ReadonlySet<string> = new Set<ControlValue>(['user', 'newOwner']);

/** @throws AppError input.invalid for a value that must not stand in a command */
export function commandsFor({ kind, action, app, values }: ControlQuestion): ControlCommand[] {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) safe[name] = requireSafe(name, value);
  return TEMPLATES.filter(
    (one) =>
      (action === undefined || one.action === action) &&
      (kind === undefined || ACTION_FACTS[one.action].kind === kind) &&
      (app === undefined || one.apps.includes(app)),
  ).map((one) => filled(one, one.apps.some((id) => USER_BY_ID.has(id)) ? withIdsOnly(safe) : safe));
}

/** A mail where only an id will do is as good as none: the command would be refused, or reach somebody else. */
function withIdsOnly(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !(ACCOUNTS.has(name) && value.includes('@'))),
  );
}

function filled(template: ControlTemplate, values: Readonly<Record<string, string>>): ControlCommand {
  const { action, tool, shell, command, undo, noWayBack = '', permission, source } = template;
  const { title, kind, effect: usual } = ACTION_FACTS[action];
  const missing = valuesOf(template).filter((name) => !Object.hasOwn(values, name));
  return {
    action,
    title,
    kind,
    effect: template.effect ?? usual,
    tool,
    shell,
    command: fill(command, values, shell),
    undo: undo === null ? null : fill(undo, values, shell),
    noWayBack,
    permission,
    source,
    missing,
  };
}

/** Names of the values that a template asks for. */
export function valuesOf({ command, undo }: ControlTemplate): ControlValue[] {
  const found = `${command} ${undo ?? ''}`.matchAll(/\{([a-zA-Z]+)(?::url|:name)?\}/g);
  return [...new Set([...found].map(([, name]) => name as ControlValue))];
}
