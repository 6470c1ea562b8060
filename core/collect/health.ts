import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import type { SourceTools } from './collector-source.ts';

const HOUR_MS = 3_600_000;
/** Time that a source gets to be heard after a pause, however long ago its last data is. */
const HEARD_WITHIN_MS = HOUR_MS;
/** Looks come every few seconds; after a longer gap the machine slept or its clock was put ahead, and nobody could have been heard. */
const SLEPT_MS = 10 * 60_000;

/** What an earlier run knew of a source. */
export interface Heard {
  /** When data came last; null when never. */
  readonly lastData: number | null;
  /** Its silence was told of, and no data came since. */
  readonly isQuiet: boolean;
}

export const NEVER_HEARD: Heard = { lastData: null, isQuiet: false };

/**
 * Whether data still comes: created until the first, connected, disconnected after so many hours without any. Hours count from the last
 * data, also over pauses of the collector, as one that is stopped every evening would never tell otherwise; after each start, and when the machine
 * wakes, there is time to be heard. What was told of stays so, over pauses too, until data comes: nothing else ends a silence.
 */
export class Health {
  lastData: number | null;
  private readonly config: SourceConfig;
  private readonly tools: SourceTools;
  private begun = 0;
  private looked = 0;
  private isQuiet: boolean;
  private hasCome = false;
  /** Time of the data that was told of last: the same again is no news. */
  private told: number | null = null;

  constructor(config: SourceConfig, tools: SourceTools, { lastData, isQuiet }: Heard) {
    this.config = config;
    this.tools = tools;
    this.lastData = lastData;
    this.isQuiet = isQuiet;
  }

  begin(): void {
    this.begun = this.tools.now();
    this.looked = this.begun;
  }

  noteData(at: number | null = this.tools.now()): void {
    if (at === null || at === this.told) return;
    this.told = at;
    this.lastData = at;
    this.hasCome = true;
  }

  /** Looks at the clock; a change is told once. */
  tick(): void {
    const { name, quietHours } = this.config;
    const now = this.tools.now();
    // A clock that was put back: hours count from here, else nothing is told until it is where it was.
    if (this.lastData !== null) this.lastData = Math.min(this.lastData, now);
    this.begun = now - this.looked > SLEPT_MS ? now : Math.min(this.begun, now);
    this.looked = now;
    if (this.isQuiet) {
      if (!this.hasCome) return;
      this.isQuiet = false;
      this.tools.note('info', `${name}: data comes again.`);
    }
    const allowed = quietHours * HOUR_MS;
    const isHeardOf = now - this.begun <= Math.min(allowed, HEARD_WITHIN_MS);
    if (isHeardOf || now - (this.lastData ?? this.begun) <= allowed) return;
    this.isQuiet = true;
    this.hasCome = false;
    this.tools.note('warn', `${name}: no data for ${quietHours} h. Check that the device still sends.`);
  }

  word(): SourceStatus['health'] {
    return this.isQuiet ? 'disconnected' : this.lastData === null ? 'created' : 'connected';
  }
}
