import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import type { SourceTools } from './collector-source.ts';

const HOUR_MS = 3_600_000;
/** Time that a source gets to be heard after a pause, however long ago its last data is. */
const HEARD_WITHIN_MS = HOUR_MS;
/** Looks come every few seconds; after a longer gap the machine slept or its clock was put ahead, and nobody could have been heard. */
const SLEPT_MS = 10 * 60_000;

/**
 * Whether data still comes: created until the first, connected, disconnected after so many hours without any. Hours count from the last
 * data, also over pauses of the collector, as one that is stopped every evening would never tell otherwise; after each start, and when the machine
 * wakes, there is time to be heard.
 */
export class Health {
  lastData: number | null;
  private readonly config: SourceConfig;
  private readonly tools: SourceTools;
  private begun = 0;
  private looked = 0;
  private isQuiet = false;
  /** Time of the data that was told of last: the same again is no news. */
  private told: number | null = null;

  /** @param lastData when data came last in an earlier run; null when never */
  constructor(config: SourceConfig, tools: SourceTools, lastData: number | null) {
    this.config = config;
    this.tools = tools;
    this.lastData = lastData;
  }

  begin(): void {
    this.begun = this.tools.now();
    this.looked = this.begun;
  }

  noteData(at: number | null = this.tools.now()): void {
    if (at === null || at === this.told) return;
    this.told = at;
    this.lastData = at;
  }

  /** Looks at the clock; a change is told once. */
  tick(): void {
    const { name, quietHours } = this.config;
    const wasQuiet = this.isQuiet;
    const now = this.tools.now();
    // A clock that was put back: hours count from here, else nothing is told until it is where it was.
    if (this.lastData !== null) this.lastData = Math.min(this.lastData, now);
    this.begun = !wasQuiet && now - this.looked > SLEPT_MS ? now : Math.min(this.begun, now);
    this.looked = now;
    const allowed = quietHours * HOUR_MS;
    const isHeardOf = now - this.begun <= Math.min(allowed, HEARD_WITHIN_MS);
    this.isQuiet = now - (this.lastData ?? this.begun) > allowed && !isHeardOf;
    if (this.isQuiet && !wasQuiet) {
      this.tools.note('warn', `${name}: no data for ${quietHours} h. Check that the device still sends.`);
    }
    if (wasQuiet && !this.isQuiet) this.tools.note('info', `${name}: data comes again.`);
  }

  word(): SourceStatus['health'] {
    return this.isQuiet ? 'disconnected' : this.lastData === null ? 'created' : 'connected';
  }
}
