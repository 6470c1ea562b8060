import { useEffect } from 'react';
import { create } from 'zustand';

/** What the page in front says on the status line. */
export interface PageStatus {
  readonly rows: number | null;
  readonly selected: number;
  /** The selection's sum, already as text; null when there is none. */
  readonly sum: string | null;
  readonly queryMs: number | null;
}

const QUIET: PageStatus = { rows: null, selected: 0, sum: null, queryMs: null };

interface StatusState extends PageStatus {
  report(status: Partial<PageStatus>): void;
  clear(): void;
}

export const useStatus = create<StatusState>()((set) => ({
  ...QUIET,
  report: (status) => set(status),
  clear: () => set(QUIET),
}));

/** Says how many rows the page in front has, while it is in front; null while it is not known. */
export function useRowCount(rows: number | null): void {
  const report = useStatus((state) => state.report);
  const clear = useStatus((state) => state.clear);
  useEffect(() => {
    report({ rows });
    return clear;
  }, [rows, report, clear]);
}
