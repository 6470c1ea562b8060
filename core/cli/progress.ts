import type { Writable } from 'node:stream';
import type { Job } from '../contract/jobs.ts';
import { humanBytes, humanNumber, humanSeconds } from './human.ts';

const BAR_WIDTH = 24;

/** One line that says how far a job is: bar, share, stage, lines, rate, time left. Unknown parts are left out. */
export function progressLine(job: Job): string {
  const parts: string[] = [];
  if (job.progress !== null) {
    const filled = Math.min(BAR_WIDTH, Math.max(0, Math.round(job.progress * BAR_WIDTH)));
    parts.push(`[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}] ${Math.floor(job.progress * 100)} %`);
  }
  parts.push(job.stage);
  if (job.linesDone > 0) parts.push(`${humanNumber(job.linesDone)} lines`);
  else if (job.bytesDone > 0) parts.push(humanBytes(job.bytesDone));
  if (job.linesPerSecond !== null) parts.push(`${humanNumber(Math.round(job.linesPerSecond))} lines/s`);
  if (job.secondsLeft !== null) parts.push(`${humanSeconds(job.secondsLeft)} left`);
  return parts.join('  ');
}

/** Draws a job's progress on a terminal; elsewhere nothing, so that logs of scripts stay readable. */
export class ProgressBar {
  private readonly stream: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  private isDrawn = false;

  constructor(stream: Writable & { readonly isTTY?: boolean; readonly columns?: number }) {
    this.stream = stream;
  }

  show(job: Job): void {
    if (this.stream.isTTY !== true) return;
    if (job.ended !== null) {
      this.clear();
      return;
    }
    const letters = Array.from(progressLine(job));
    this.stream.write(`\r${letters.slice(0, (this.stream.columns || 80) - 1).join('')}\u001b[K`);
    this.isDrawn = true;
  }

  clear(): void {
    if (this.isDrawn) this.stream.write('\r\u001b[K');
    this.isDrawn = false;
  }
}
