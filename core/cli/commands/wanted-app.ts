/** In: how the user names an OAuth app. Out: the one that is meant. */
import type { OauthRow } from '../../contract/oauth.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { printable } from '../human.ts';

const PAGE = 5_000;

/** @throws UsageError where no app or several are meant */
export async function wantedApp(session: EngineSession, given: string): Promise<OauthRow> {
  const wanted = given.toLowerCase();
  const named: OauthRow[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await session.call('oauth.list', { offset, limit: PAGE });
    const exact = page.rows.find(({ key }) => key === given);
    if (exact !== undefined) return exact;
    named.push(...page.rows.filter(({ name, appId }) => [name, appId].some((one) => one?.toLowerCase() === wanted)));
    total = page.total;
  }
  const [only] = named;
  if (only === undefined) throw new UsageError(`No record names an app "${given}". See: undercast oauth.`);
  if (named.length > 1) {
    const keys = named.map(({ key }) => printable(key)).join(', ');
    throw new UsageError(`"${given}" is the name of ${named.length} apps. Give one of their keys: ${keys}.`);
  }
  return only;
}
