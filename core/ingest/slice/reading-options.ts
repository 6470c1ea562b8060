/** What a line reader is told of the lines that it reads. */
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { TrafficFormat } from '../formats/api.ts';
import type { NameIndex } from '../names/name-index.ts';

export interface ReadingOptions {
  /** Formats to choose from, line by line; one format reads every line. */
  readonly formats: readonly TrafficFormat[];
  /** IANA zone for times that name none. */
  readonly zone: string;
  readonly profile: ReadingProfile;
  /** Inbound, internal and excluded lines are skipped (evidence) or parsed all the same (`parse`, and imports, which ask by name). */
  readonly skipForeignDirection: boolean;
  readonly wantDetail: boolean;
  /** A line without a time cannot be counted; `parse` prints it all the same. */
  readonly requireTime: boolean;
  /** Normalise skipped lines too, where they name both ends of a connection. */
  readonly readSkipped?: boolean;
  /** Names what lines leave unnamed. */
  readonly names?: NameIndex | null;
}
