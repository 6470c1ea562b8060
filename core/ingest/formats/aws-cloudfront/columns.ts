/**
 * Columns of real-time logs are those of a configuration with every field, whose order the service fixes.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html
 */
/** Which columns of a line hold what. */
export interface Layout {
  readonly isRealTime: boolean;
  readonly client: number;
  readonly status: number;
  readonly bytesToClient: number;
  readonly method: number;
  /** What the visitor asked for, and the distribution's own name. */
  readonly hosts: readonly [number, number];
  readonly path: number;
  readonly bytesFromClient: number;
  readonly agent: number;
}

export const REAL_TIME: Layout = {
  isRealTime: true,
  client: 1,
  status: 3,
  bytesToClient: 4,
  method: 5,
  hosts: [12, 7],
  path: 8,
  bytesFromClient: 9,
  agent: 16,
};
export const STANDARD: Layout = {
  isRealTime: false,
  client: 4,
  status: 8,
  bytesToClient: 3,
  method: 5,
  hosts: [15, 6],
  path: 7,
  bytesFromClient: 17,
  agent: 10,
};
/** Fewer columns make no line of either. */
export const FEWEST = 12;
