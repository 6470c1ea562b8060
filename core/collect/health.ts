import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import type { SourceTools } from './collector-source.ts';

const HOUR_MS = 3_600_000;

/** Whether data still comes: created until the first, connected, disconnected after so many hours without any. */
export class Health {
  lastData: number | null;
  private readonly config: SourceConfig;
  private readonly tools: SourceTools;
  private begun = 0;
  private isQuiet = false;

  /** @param lastData when data came last in an earlier run; null when never */
  constructor(config: SourceConfig, tools: SourceTools, lastData: number | null) {
    this.config = config;
    this.tools = tools;
    this.lastData = lastData;
  }

  begin(): void {
    this.begun = this.tools.now();
  }

  noteData(at: number | null = this.tools.now()): void {
    this.lastData = at ?? this.lastData;
  }

  /** Looks at the clock; a change is told once. */
  tick(): void {
    const { name, quietHours } = this.config;
    const wasQuiet = this.isQuiet;
    // Hours in which nobody listened are no hours without data.
    const since = Math.max(this.lastData ?? 0, this.begun);
    this.isQuiet = this.tools.now() - since > quietHours * HOUR_MS;
    if (this.isQuiet && !wasQuiet) {
      this.tools.note('warn', `${name}: no data for ${quietHours} h. Check that the device still sends.`);
    }
    if (wasQuiet && !this.isQuiet) this.tools.note('info', `${name}: data comes again.`);
  }

  word(): SourceStatus['health'] {
    return this.isQuiet ? 'disconnected' : this.lastData === null ? 'created' : 'connected';
  }
}
