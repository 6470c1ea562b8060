import type { Session } from '../workspace/session.ts';

/** Lets the reader's thread load what `sanctionConnected` will ask while something else is waited for: a command that imports has none running until then. */
export function readyToSanction({ reader }: Session): void {
  // What is wrong is told of to whoever asks.
  reader.call('reader.warm', { methods: [] }).catch(() => undefined);
}

/** Whoever connects an app has decided for it: apps that an import connects are sanctioned, but for those that were judged already. */
export async function sanctionConnected(session: Session, importId: number): Promise<void> {
  const apps = await session.reader.call('reader.newlyConnected', { importId });
  if (apps.length === 0) return;
  await session.writer('apps.tag', {
    apps: apps.map((id) => ({ id, tag: 'sanctioned' })),
    reason: `Its audit log was imported (import ${importId}): connected apps are sanctioned unless they have a tag.`,
  });
}
