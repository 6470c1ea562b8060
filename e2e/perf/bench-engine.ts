import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EngineOptions } from '../../core/host/api.ts';
import { DirectClient } from '../../core/host/direct-client.ts';
import { createEngine } from '../../core/host/engine.ts';

/** An engine of this process, and the right to use a file: the answer is the token that it knows it by. */
interface BenchEngine {
  readonly client: DirectClient;
  grant(path: string, write: boolean): string;
}

/** Measures something of an engine in this process, and ends it. @param more options beside those of every bench */
export async function withEngine<T>(
  root: string,
  more: Pick<EngineOptions, 'prepares' | 'parsers'>,
  measure: (engine: BenchEngine) => Promise<T>,
): Promise<T> {
  const engine = await createEngine({
    ...more,
    resourcesDir: join(root, 'resources'),
    version: 'bench',
    actor: 'bench',
    log: () => undefined,
  });
  const client = new DirectClient(engine);
  const grant = (path: string, write: boolean): string => {
    const token = randomUUID();
    engine.grant(token, path, write);
    return token;
  };
  try {
    return await measure({ client, grant });
  } finally {
    client.close();
    await engine.shutdown();
  }
}
