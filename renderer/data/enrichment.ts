import { useMutation } from '@tanstack/react-query';
import type { MethodInput, MethodOutput } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import { useGrantFile } from './grant-file.ts';
import { useQuestion } from './use-question.ts';

export function useRanges() {
  return useQuestion('ranges.list', {});
}

export function useDirectory() {
  return useQuestion('directory.get', {});
}

export function useExclusions() {
  return useQuestion('exclusions.list', {});
}

export function useAddressSources() {
  return useQuestion('geo.listSources', {});
}

/** Hands a chosen file to the host and has the engine read the list in it. */
export function useListImport<M extends 'ranges.import' | 'directory.import' | 'geo.importList' | 'geo.importFile'>(
  method: M,
  more: Omit<MethodInput<M>, 'token'>,
) {
  const engine = useEngine();
  const grant = useGrantFile();
  return useMutation<MethodOutput<M>, Error, File>({
    mutationKey: [method],
    mutationFn: async (file) => {
      const input = { ...more, token: await grant(file) } as unknown as MethodInput<M>;
      return (await engine.call(method, input)) as MethodOutput<M>;
    },
  });
}
