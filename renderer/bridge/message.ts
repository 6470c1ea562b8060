import { APP_ERROR_CODES, type AppErrorCode, type AppErrorData, type WireError } from '../../core/contract/errors.ts';
import type { EngineEventName } from '../../core/contract/events.ts';
import type { Job } from '../../core/contract/jobs.ts';
import type { EngineMessage } from '../../core/contract/wire.ts';

type Bag = Readonly<Record<string, unknown>>;

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const codes: ReadonlySet<string> = new Set(APP_ERROR_CODES);
function isCode(value: unknown): value is AppErrorCode {
  return typeof value === 'string' && codes.has(value);
}

function readData(value: unknown): AppErrorData {
  if (!isBag(value)) return {};
  const kept: Record<string, string | number | boolean | null> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry === null || ['string', 'number', 'boolean'].includes(typeof entry)) {
      kept[key] = entry as string | number | boolean | null;
    }
  }
  return kept;
}

/** A wire error from anything: an unknown code (a newer engine) becomes a bug report, never a crash here. */
export function readWireError(value: unknown): WireError {
  const bag = isBag(value) ? value : {};
  const message = typeof bag.message === 'string' ? bag.message : 'The engine answered with an unreadable error.';
  return { code: isCode(bag.code) ? bag.code : 'engine.bug', message, data: readData(bag.data) };
}

/** The message, or null when it is not one that this version knows. */
export function readEngineMessage(value: unknown): EngineMessage | null {
  if (!isBag(value)) return null;
  const { type, id, name } = value;
  if (type === 'result' && typeof id === 'number') return { type, id, value: value.value };
  if (type === 'error' && typeof id === 'number') return { type, id, error: readWireError(value.error) };
  if (type === 'event' && typeof name === 'string') return { type, name, data: value.data };
  return null;
}

const EVENT_NAMES: Readonly<Record<EngineEventName, true>> = {
  'job.changed': true,
  'data.changed': true,
  'workspace.changed': true,
  'engine.restarted': true,
};

export function isEventName(name: string): name is EngineEventName {
  return Object.hasOwn(EVENT_NAMES, name);
}

export function isJob(value: unknown): value is Job {
  return (
    isBag(value) &&
    typeof value.id === 'string' &&
    typeof value.method === 'string' &&
    typeof value.title === 'string' &&
    typeof value.state === 'string' &&
    typeof value.stage === 'string'
  );
}
