import type { SourceConfig } from '../../contract/collectors.ts';
import type { MethodInput } from '../../contract/methods.ts';
import type { CollectOptions } from '../commands/collect.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanNumber } from '../human.ts';
import { orLeaveNothing } from '../new-workspace.ts';
import { unlockIfPossible, unlockWorkspace } from '../passphrase.ts';
import { printStatus, untilInterrupted } from './status-text.ts';

/**
 * Runs sources of a workspace: those given, or where none is, those that start with it. An interrupt ends it in good order:
 * everything received is sealed and imported first.
 */
export async function collectIntoWorkspace(
  workspace: string,
  sources: readonly SourceConfig[],
  options: CollectOptions,
  context: CommandContext,
): Promise<void> {
  const limits = { sealBytes: options.sealSize * 1000, sealMs: options.sealAfter * 1000 };
  // Calls that end it must not be cancelled by the interrupt that asks for them.
  const never = new AbortController().signal;
  await orLeaveNothing(workspace, () =>
    EngineSession.use(
      { signal: never, startEngine: context.startEngine },
      async (session) => {
        await session.openOrCreate(workspace);
        if (sources.some(({ anonymise }) => anonymise)) await unlockWorkspace(session, context.note, { make: true });
        else await unlockIfPossible(session);
        const ids = sources.length > 0 ? await startGiven(session, sources, options) : await startedBefore(session);
        const events = new EventNotes(context);
        const tell = async (): Promise<void> => {
          const { rows, events: latest } = await session.call('collectors.list', {});
          events.tell(latest);
          const status = rows.flatMap((row) => (ids.has(row.id) && row.status ? [row.status] : []));
          await printStatus(status, options, context);
        };
        await tell();
        await untilInterrupted(context.signal, options.statusEvery, tell);
        await tell();
        for (const id of ids) await session.call('collectors.stop', { id, remember: false });
        const done = await session.run('collectors.importNow', {});
        const counts = Object.entries({
          segments: done.segments,
          files: done.files,
          transactions: done.stored,
          activities: done.activities,
          snapshots: done.snapshots,
        }).filter(([word, count]) => count > 0 || ['segments', 'files', 'transactions'].includes(word));
        context.note(
          `Imported what was left: ${counts.map(([word, count]) => `${humanNumber(count)} ${word}`).join(', ')}.`,
        );
      },
      { importsSoon: true, collect: { autoStart: sources.length === 0, limits } },
    ),
  );
}

/** Saves the given sources under their names, without making them start with the workspace, and starts them. */
async function startGiven(
  session: EngineSession,
  sources: readonly SourceConfig[],
  options: CollectOptions,
): Promise<Set<number>> {
  const { rows } = await session.call('collectors.list', {});
  const ids = new Set<number>();
  for (const source of sources) {
    const known = rows.find((row) => row.source.name === source.name);
    const { id } = await session.call('collectors.save', {
      ...source,
      receiver: chosen(session, source),
      allowRemote: options.allowRemote === true,
      ...(known === undefined ? {} : { id: known.id }),
    });
    await session.call('collectors.start', { id, remember: false });
    ids.add(id);
  }
  return ids;
}

async function startedBefore(session: EngineSession): Promise<Set<number>> {
  const { rows } = await session.call('collectors.list', {});
  const running = rows.filter((row) => row.status !== null);
  if (running.length === 0) {
    throw new UsageError(
      'No source of this workspace starts by itself. Say what to receive: --watch FOLDER, --syslog udp://127.0.0.1:5514 or --config FILE.',
    );
  }
  return new Set(running.map((row) => row.id));
}

function chosen(session: EngineSession, { receiver }: SourceConfig): MethodInput<'collectors.save'>['receiver'] {
  if (receiver.kind === 'folder') return { ...receiver, path: session.grant(receiver.path) };
  if (receiver.kind !== 'tls') return receiver;
  const ca = receiver.ca === null ? null : session.grant(receiver.ca);
  return { ...receiver, cert: session.grant(receiver.cert), key: session.grant(receiver.key), ca };
}

/** Tells each event once, and none from before this run. */
class EventNotes {
  private readonly note: (text: string) => void;
  private since = Date.now();

  constructor({ note }: CommandContext) {
    this.note = note;
  }

  tell(latest: readonly { readonly time: number; readonly message: string }[]): void {
    const { since } = this;
    for (const event of [...latest].reverse()) {
      if (event.time <= since) continue;
      this.note(event.message);
      this.since = Math.max(this.since, event.time);
    }
  }
}
