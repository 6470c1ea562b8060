import { type TagChange, tagApps } from '../../store/write/app-state.ts';
import type { CommandContext } from '../command-context.ts';

/**
 * Tags apps, each with its entry in the governance log. Not among the other commands, which take longer to load than most imports need: those
 * tag the apps that they connect.
 * @param reason for the log
 * @returns the tags before, in the same order
 */
export function tagWithLog(
  { db, log }: Pick<CommandContext, 'db' | 'log'>,
  apps: readonly TagChange[],
  reason?: string,
): TagChange[] {
  const previous = tagApps(db, apps);
  for (const [index, { id, tag }] of apps.entries()) {
    const before = previous[index]?.tag ?? null;
    log('app.tag', id, { tag, before, ...(reason === undefined ? {} : { reason }) });
  }
  return previous;
}
