import { join } from 'node:path';
import type { LogFormat } from '../../core/sample/index.ts';
import type { BenchFormat } from './inputs.ts';
import { type Measured, measure } from './measured-process.ts';

/** The columns of a layout that a question needs, as a pattern with one group each. */
const PATTERNS: Partial<Record<LogFormat, { readonly pattern: string; readonly names: readonly string[] }>> = {
  squid: {
    pattern: String.raw`^(\d+)\.\d+ +\d+ (\S+) (\S+)/\d+ (\d+) \S+ (?:\w+://)?([^/: ]+)\S* (\S+)`,
    names: ['second', 'source', 'result', 'bytes', 'host', 'account'],
  },
};

/**
 * The same cells with DuckDB, in memory and with nothing kept: lines taken apart by a regular expression, grouped by hour, host, account,
 * source and result. The time is that of the whole process.
 */
export async function runDuckDb(path: string, format: BenchFormat): Promise<Measured | null> {
  const layout = Object.entries(PATTERNS).find(([name]) => name === format)?.[1];
  if (layout === undefined) return null;
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const names = layout.names.map(quoted).join(', ');
  const sql = `
    SELECT count(*) AS cells, sum(n)::BIGINT AS lines FROM (
      SELECT x.second::BIGINT // 3600 AS hour, x.host, x.account, x.source, x.result, count(*) AS n, sum(x.bytes::BIGINT) AS bytes
      FROM (
        SELECT regexp_extract(line, ${quoted(layout.pattern)}, [${names}]) AS x
        FROM read_csv(${quoted(path)}, delim = E'\\x01', quote = '', escape = '', header = false, auto_detect = false,
          columns = {'line': 'VARCHAR'})
      )
      WHERE x.second <> '' GROUP BY ALL)`;
  return measure(process.execPath, [join(import.meta.dirname, 'duckdb/run.ts'), sql]);
}
