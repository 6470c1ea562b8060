/** Started as a process of its own: makes calls of the contract in their order, writes their answers as JSON and ends. */
import path from 'node:path';
import { METHODS, type MethodInput, type MethodName } from '../../core/contract/methods.ts';
import { DirectClient } from '../../core/host/direct-client.ts';
import { createEngine } from '../../core/host/engine.ts';

/** A word of the input that begins with `file:` is a path, handed over as a token. */
export type ContractCall = readonly [method: MethodName, input: Readonly<Record<string, unknown>>];

const calls = JSON.parse(process.argv[2] ?? '[]') as readonly ContractCall[];
const engine = await createEngine({
  resourcesDir: path.join(import.meta.dirname, '..', '..', 'resources'),
  version: '0.0.0-test',
  actor: 'tester',
  parsers: 1,
  log: () => undefined,
});
const client = new DirectClient(engine);

let tokens = 0;
function withTokens(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('file:')) {
    const token = `given-token-${tokens++}`;
    engine.grant(token, value.slice('file:'.length), true);
    return token;
  }
  if (Array.isArray(value)) return value.map(withTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTokens(one)]));
}

const answers: unknown[] = [];
for (const [method, given] of calls) {
  const input = withTokens(given) as MethodInput<typeof method>;
  answers.push(await (METHODS[method].kind === 'job' ? client.run(method, input) : client.call(method, input)));
}
client.close();
await engine.shutdown();
process.stdout.write(JSON.stringify(answers));
