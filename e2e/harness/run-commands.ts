/** Runs commands one after the other in this process, each given as JSON of its words; prints the list of their statuses as JSON. */
import { Writable } from 'node:stream';
import { createKeptEngine } from '../../core/cli/kept-engine.test-kit.ts';
import { runCommand } from '../../core/cli/main.ts';
import { Output } from '../../core/cli/output.ts';

const kept = createKeptEngine();
const statuses: number[] = [];
for (const words of process.argv.slice(2)) {
  const context = {
    out: new Output(new Writable({ write: (_chunk, _encoding, done) => done() })),
    note: () => undefined,
    signal: new AbortController().signal,
    startEngine: kept.start,
  };
  statuses.push(await runCommand(JSON.parse(words) as string[], context));
}
await kept.stop();
process.stdout.write(JSON.stringify(statuses));
