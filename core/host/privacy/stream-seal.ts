import { AppError } from '../../contract/errors.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { Session } from '../workspace/session.ts';

/**
 * The key that a stream's lines are sealed with; null where it holds clear names.
 * @param anonymise what is wanted of a stream that this makes; undefined: as the stream is, and clear where it is new
 * @param make makes the key where there is none and the keychain can keep it
 * @throws AppError privacy.mixed, privacy.locked, privacy.noKey
 */
export async function sealOfStream(
  session: Session,
  stream: string,
  anonymise: boolean | undefined,
  make = false,
): Promise<WorkspaceSeal | null> {
  const { streams } = await session.fact('privacy');
  const anonymised = streams.find((one) => one.name === stream)?.anonymised;
  if (anonymise === true && anonymised === false) {
    throw new AppError(
      'privacy.mixed',
      `The stream "${stream}" holds clear names already: anonymised lines need a stream of their own. Name another one.`,
      { stream },
    );
  }
  if (!(anonymise ?? anonymised ?? false)) return null;
  const seal = await (make ? session.keys.requireOrMake() : session.keys.require());
  // Before its first line is read: nothing beside it names in clear whom its tokens stand for.
  await session.writer('privacy.sealLists', null);
  return seal;
}
