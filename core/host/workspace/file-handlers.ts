/** Lists that the user hands over as files: address ranges, addresses, people, snapshots. What reads them is loaded with the first. */
import type { MethodParsed } from '../../contract/methods.ts';
import type { Grants } from '../grants.ts';
import type { Session } from './session.ts';

export function fileHandlers(session: Session, grants: Grants) {
  return {
    'ranges.import': async ({ token, replace }: MethodParsed<'ranges.import'>) => {
      session.requireWritable();
      const file = grants.require(token, false);
      const { importRanges } = await import('./lists.ts');
      return importRanges(session, file, replace);
    },
    'geo.importList': async ({ token, ...more }: MethodParsed<'geo.importList'>) => {
      session.requireWritable();
      const file = grants.require(token, false);
      const { importAddressList } = await import('./address-sources.ts');
      return importAddressList(session, file, more);
    },
    'geo.importFile': async ({ token }: MethodParsed<'geo.importFile'>) => {
      session.requireWritable();
      const file = grants.require(token, false);
      const { importAddressFile } = await import('./address-sources.ts');
      return importAddressFile(session, file);
    },
    'snapshots.import': async (input: MethodParsed<'snapshots.import'>) => {
      session.requireWritable();
      const { importSnapshots } = await import('./snapshot-files.ts');
      return importSnapshots(session, grants, input);
    },
    'directory.import': async ({ token }: MethodParsed<'directory.import'>) => {
      session.requireWritable();
      const file = grants.require(token, false);
      const { importDirectory } = await import('./lists.ts');
      return importDirectory(session, file);
    },
  };
}
