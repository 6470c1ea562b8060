import { AppError } from '../../contract/errors.ts';
import { listSources, type SourceList } from './sources.ts';

/** A path, and the user's own name for it where the path is only where an upload lies. */
export interface ShownPath {
  readonly path: string;
  readonly shown: string;
}

/** Log files named as the user knows them: the place of an upload's copy tells nothing. */
export async function listShownSources(paths: readonly ShownPath[]): Promise<SourceList> {
  const lists = await Promise.all(paths.map(async (one) => shownAs(await listSources([one.path]), one)));
  return {
    sources: lists.flatMap((list) => list.sources),
    problems: lists.flatMap((list) => list.problems),
  };
}

function shownAs(list: SourceList, { path, shown }: ShownPath): SourceList {
  if (shown === path) {
    return list;
  }
  const rename = (text: string) => text.replaceAll(path, shown);
  return {
    sources: list.sources.map((source) => ({ ...source, name: rename(source.name) })),
    problems: list.problems.map(({ name, error }) => ({
      name: rename(name),
      error: new AppError(error.code, rename(error.message), {
        ...error.data,
        path: rename(String(error.data.path ?? '')),
      }),
    })),
  };
}
