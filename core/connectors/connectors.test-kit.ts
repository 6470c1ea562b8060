/** Connectors' fixtures: every file of a connector's folder that is not code, as its importer would read it. */
import { readdirSync, readFileSync } from 'node:fs';
import { containerOf } from '../ingest/containers/sniff.ts';
import { unfoldHead } from '../ingest/containers/unfold.ts';
import { type Connector, isActivityHeader } from './index.ts';

const HERE = new URL('./', import.meta.url);

export interface Fixture {
  readonly connector: Connector;
  readonly name: string;
  /** One record a line. */
  readonly lines: readonly string[];
  readonly golden: URL;
}

/** @returns the fixtures `NAME.log`, `NAME.csv` and `NAME.json` of a connector */
export function fixturesOf(connector: Connector): readonly Fixture[] {
  const folder = new URL(`${connector.id}/`, HERE);
  return readdirSync(folder)
    .filter((file) => /\.(log|csv|json)$/.test(file))
    .sort()
    .map((file) => {
      const bytes = readFileSync(new URL(file, folder));
      const container = containerOf(bytes, file.endsWith('.csv'), isActivityHeader);
      const text = container === null ? bytes : unfoldHead(bytes, container, true);
      return {
        connector,
        name: `${connector.id}/${file}`,
        lines: text.toString('utf8').replace(/\n$/, '').split('\n'),
        golden: new URL(`${file.replace(/\.\w+$/, '')}.golden.ndjson`, folder),
      };
    });
}
