/** One app, user, source, device or host as the ids of its dimension. */
import { AppError } from '../../contract/errors.ts';
import { type DimensionMask, FALSE, TRUE } from '../../store/segments/cell-filter.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { idMask } from './scope.ts';

export type SubjectKind = 'app' | 'user' | 'source' | 'device' | 'host';

/** @throws AppError entity.unknown when the workspace has never seen it */
export function subjectMask(view: WorkspaceView, kind: SubjectKind, key: string): DimensionMask {
  const { dictionaries } = view;
  if (kind === 'app') {
    const app = view.appIndex(key) + 1;
    if (app === 0 && view.apps.indexOf(key) < 0) {
      throw new AppError('entity.unknown', `There is no app with the id ${key}.`, { kind, key });
    }
    const mask = new Uint8Array(dictionaries.names.dest.length);
    for (let dest = 0; dest < mask.length; dest++) {
      mask[dest] = app !== 0 && view.appOfDest[dest] === app ? 1 : 0;
    }
    return { dimension: 'dest', mask };
  }
  if (kind === 'user') {
    return userMask(view, key);
  }
  const dimension = kind === 'host' ? 'dest' : kind;
  const id = dictionaries.idOf(dimension, key);
  if (id === undefined) {
    throw unknown(kind, key);
  }
  return idMask(dimension, dictionaries.names[dimension].length, [id]);
}

function unknown(kind: SubjectKind, key: string): AppError {
  return new AppError('entity.unknown', `No log line names the ${kind} ${key}.`, { kind, key });
}

/** A user by the name it is shown under, or by any spelling of a log; all spellings of one person are meant together. */
function userMask(view: WorkspaceView, key: string): DimensionMask {
  const { dictionaries, enrichment } = view;
  const names = dictionaries.names.user;
  const logged = dictionaries.idOf('user', key);
  const one = logged ?? names.findIndex((name, id) => id > 0 && enrichment.userName(id, name) === key);
  if (one < 1) {
    throw unknown('user', key);
  }
  const wanted = enrichment.userId(one);
  const mask = new Uint8Array(names.length);
  for (let id = 1; id < mask.length; id++) {
    mask[id] = enrichment.userId(id) === wanted ? TRUE : FALSE;
  }
  return { dimension: 'user', mask };
}
