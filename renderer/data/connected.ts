import { useMemo } from 'react';
import type { AccountRow } from '../../core/contract/accounts.ts';
import type { Sort } from '../../core/contract/common.ts';
import type { FileRow } from '../../core/contract/files.ts';
import type { OauthRow } from '../../core/contract/oauth.ts';
import type { PostureRow } from '../../core/contract/posture.ts';
import { useEngine } from '../bridge/client.tsx';
import type { RowSource } from '../kit/table/row-source.ts';
import { questionKey } from './keys.ts';
import { type Paging, usePaging } from './paging.ts';
import { useQuestion } from './use-question.ts';

/** Tables that the engine derives from the activities of connected apps, with their rows. */
export interface DerivedRows {
  readonly accounts: AccountRow;
  readonly files: FileRow;
  readonly oauth: OauthRow;
  readonly posture: PostureRow;
}
export type DerivedTable = keyof DerivedRows;

const LISTS = {
  accounts: 'accounts.list',
  files: 'files.list',
  oauth: 'oauth.list',
  posture: 'posture.list',
} as const;

export interface DerivedQuestion {
  readonly filter?: string;
  readonly search?: string;
  readonly sort?: Sort;
}

interface Page<R> {
  readonly rows: readonly R[];
  readonly total: number;
  readonly queryMs: number;
}

/** A derived table as a row source: the engine filters, sorts and pages. */
export function useDerivedRows<T extends DerivedTable>(table: T, question: DerivedQuestion): RowSource<DerivedRows[T]> {
  const engine = useEngine();
  const paging = useMemo((): Paging<Page<DerivedRows[T]>, DerivedRows[T]> => {
    // All four lists take the same question; the contract ties each to its rows, which the compiler cannot follow through the name.
    const method = LISTS[table] as 'accounts.list';
    const input = (offset: number, limit: number) => ({ ...question, offset, limit });
    return {
      keyOf: (offset, limit) => questionKey(method, input(offset, limit)),
      ask: (offset, limit, signal) =>
        engine.call(method, input(offset, limit), signal) as unknown as Promise<Page<DerivedRows[T]>>,
      sizeOf: ({ total, rows, queryMs }) => ({ total, count: rows.length, queryMs }),
      rowOf: ({ rows }, index) => {
        const row = rows[index];
        if (row === undefined) throw new RangeError(`the page has no row ${index}`);
        return row;
      },
    };
  }, [engine, table, question]);
  return usePaging(paging);
}

/** How many rows of a derived table a filter finds; null until it is known. */
export function useDerivedTotal(table: DerivedTable, filter: string): number | null {
  // All four lists take the same question and answer with a total, which the compiler cannot follow through the name.
  const { data } = useQuestion(LISTS[table] as 'accounts.list', { filter, limit: 1 });
  return data?.total ?? null;
}
