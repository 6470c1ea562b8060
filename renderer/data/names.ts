import { useState } from 'react';
import { useConnection } from '../bridge/client.tsx';
import type { DroppedFile } from '../kit/dropped-files.ts';
import { plural } from '../kit/format.ts';
import { toastDone, toastError } from '../kit/toast.tsx';
import { useQuestion } from './use-question.ts';

export function useNames() {
  return useQuestion('names.list', {});
}

/** Files of one piece of evidence, as many as can be read through. */
export function useNameFiles(id: number, isAsked: boolean) {
  return useQuestion('names.listFiles', { id, page: { offset: 0, limit: 200 } }, { enabled: isAsked, keep: false });
}

export interface NameLookup {
  readonly address: string;
  readonly at: number;
  readonly client: string;
}

export function useNameLookup(asked: NameLookup | null) {
  return useQuestion('names.lookUp', asked ?? { address: '', at: 0 }, { enabled: asked !== null, keep: false });
}

/** Jobs around name evidence; each tells in a toast how it ended, as its dialog or button may be gone by then. */
export function useNameJobs() {
  const { engine, host } = useConnection();
  const [isAdding, setAdding] = useState(false);
  const add = async (files: readonly DroppedFile[]): Promise<void> => {
    setAdding(true);
    try {
      const granted = await host.acceptFiles(files);
      const { id, ledger } = await engine.run('names.import', { tokens: granted.map(({ token }) => token) });
      toastDone(
        id === null ? 'These files were read before.' : `${plural(ledger.parsed, 'line')} read as name evidence.`,
      );
    } catch (failed) {
      toastError(failed);
    } finally {
      setAdding(false);
    }
  };
  const reread = (): void => {
    engine
      .run('names.reread', {})
      .then(({ imports }) => toastDone(`${plural(imports, 'import')} read again.`), toastError);
  };
  const remove = (id: number): void => {
    engine
      .run('names.remove', { id })
      .then(({ imports }) => toastDone(`Removed; ${plural(imports, 'import')} read again without it.`), toastError);
  };
  return { add, isAdding, reread, remove };
}
