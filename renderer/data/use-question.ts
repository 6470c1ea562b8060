import { keepPreviousData, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import { questionKey } from './keys.ts';

export interface QuestionOptions {
  readonly enabled?: boolean;
  /** Show the former answer while a changed question is under way (default true), so that pages do not blink. */
  readonly keep?: boolean;
  /** Ask again after so many milliseconds, for what changes without anybody telling. */
  readonly everyMs?: number;
}

/** Asks the engine and keeps the answer until the engine says that it may have changed. */
export function useQuestion<M extends MethodName>(
  method: M,
  input: MethodInput<M>,
  options: QuestionOptions = {},
): UseQueryResult<MethodReply<M>, Error> {
  const engine = useEngine();
  return useQuery<MethodReply<M>, Error>({
    queryKey: questionKey(method, input),
    queryFn: ({ signal }) => engine.call(method, input, signal),
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
  } as Parameters<typeof useQuery<MethodReply<M>, Error>>[0]);
}

/** A command as a mutation. What it changed is told by the engine's `data.changed`, not guessed here. */
export function useOrder<M extends MethodName>(method: M) {
  const engine = useEngine();
  return useMutation<MethodReply<M>, Error, MethodInput<M>>({
    mutationKey: [method],
    mutationFn: (input) => engine.call(method, input),
  });
}

/** A job as a mutation that ends with the job's result. Its progress is in the jobs store. */
export function useJobOrder<M extends MethodName>(method: M) {
  const engine = useEngine();
  return useMutation<MethodOutput<M>, Error, MethodInput<M>>({
    mutationKey: [method],
    mutationFn: (input) => engine.run(method, input),
  });
}
