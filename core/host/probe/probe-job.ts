/** Looks at chosen apps over the network, a few at a time; each result is stored as it comes. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { INTERNET, type ProbeNetwork, probeHost } from '../../probe/index.ts';
import { isOffline, type ProbeTarget } from '../../services/probe/probe-state.ts';
import { type JobProgress, signalOf } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';

type Output = MethodOutput<'probe.run'>;

const AT_ONCE = 4;
const FRESH_MS = 86_400_000;

/** @throws AppError probe.offline, probe.notAllowed */
export async function requireProbe(session: Session): Promise<void> {
  if (isOffline()) {
    throw new AppError(
      'probe.offline',
      'This machine is set to make no connections (UNDERCAST_OFFLINE). Nothing was probed.',
    );
  }
  if (!(await session.writer('store.facts', null)).probeAllowed) {
    throw new AppError('probe.notAllowed', 'The online probe is off in this workspace. Switch it on in Settings.');
  }
}

export async function probeApps(
  session: Session,
  input: MethodParsed<'probe.run'>,
  job: JobProgress,
  network: ProbeNetwork = INTERNET,
): Promise<Output> {
  const targets = await session.reader.call('reader.probeTargets', { apps: input.apps });
  const now = Date.now();
  const due = targets.filter(
    ({ host, lastAt }) => host !== null && (input.again || lastAt === null || now - lastAt > FRESH_MS),
  );
  const signal = signalOf(job);
  const probed: Output['probed'] = [];
  const queue = [...due];
  const work = async (): Promise<void> => {
    for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
      job.throwIfCancelled();
      job.update({ stage: `looking at ${target.host}`, progress: probed.length / due.length });
      probed.push(await look(session, network, target, signal, job));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const hostless = targets.filter(({ host }) => host === null);
  return {
    probed: probed.sort((a, b) => (a.name < b.name ? -1 : 1)),
    fresh: targets.length - due.length - hostless.length,
    hostless: hostless.map(({ name }) => name),
  };
}

async function look(
  session: Session,
  network: ProbeNetwork,
  { app, name, host }: ProbeTarget,
  signal: AbortSignal,
  job: JobProgress,
): Promise<Output['probed'][number]> {
  try {
    const result = await unlessAborted(probeHost(network, host ?? '', Date.now(), signal), signal);
    // What was not reached says nothing: what was known before stays.
    if (result.reached) await session.writer('probe.put', { app, result });
    return { app, name, result };
  } catch (cause) {
    job.throwIfCancelled();
    throw cause;
  }
}

/** Nobody who cancels waits for a server: what is under way ends by its own time limit, and nothing is kept of it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
