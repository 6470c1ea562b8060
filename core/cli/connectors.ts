import { CONNECTORS, type Connector, connectorsFor } from '../connectors/index.ts';
import { UsageError } from './failure.ts';

/**
 * The connectors that a `--connector` option names: all of them for `auto`.
 * @throws UsageError when there is none of that id
 */
export function chosenConnectors(id: string): readonly Connector[] {
  const found = connectorsFor(id);
  if (found !== undefined) return found;
  const known = CONNECTORS.map((connector) => connector.id).join(', ');
  throw new UsageError(`There is no connector "${id}". Known: auto, ${known}.`);
}
