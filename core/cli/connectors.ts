/** Connectors that a command line names or brings along: by id, in a file, or from a workspace. */
import { Option } from 'commander';
import type { Connector } from '../connectors/index.ts';
import { type CustomConnector, readCustomConnector } from '../contract/custom-connector.ts';
import type { CommandContext } from './context.ts';
import { EngineSession } from './engine-session.ts';
import { UsageError } from './failure.ts';
import { readJsonFile } from './format-file.ts';

/** `--connector-file FILE`. */
export function connectorFileOption(): Option {
  return new Option('--connector-file <file>', 'read audit logs as the connector that this JSON file describes');
}

export interface ConnectorChoice {
  /** `auto` or an id. */
  readonly connector: string;
  /** The described ones that may be it. */
  readonly own: readonly CustomConnector[];
  readonly connectors: readonly Connector[];
}

/**
 * The connectors that the options name: all of them for `auto` or where none is named.
 * @throws AppError, UsageError when there is none of that id
 */
export async function chosenConnectors(
  options: {
    readonly connector?: string | undefined;
    readonly connectorFile?: string | undefined;
    readonly workspace?: string | undefined;
  },
  context: CommandContext,
): Promise<ConnectorChoice> {
  if (options.connectorFile !== undefined) {
    if (options.connector !== undefined) throw new UsageError('Give --connector or --connector-file, not both.');
    const definition = readConnectorFile(options.connectorFile);
    return choice(definition.id, [definition]);
  }
  const { connector = 'auto', workspace } = options;
  if (workspace === undefined) return choice(connector, []);
  const own = await EngineSession.use(context, async (session) => {
    await session.open(workspace, { readOnly: true });
    return ownConnectors(session);
  });
  return choice(connector, own);
}

async function choice(connector: string, own: readonly CustomConnector[]): Promise<ConnectorChoice> {
  // Imports of traffic name none and need none of them.
  const { CONNECTORS, connectorsFor } = await import('../connectors/index.ts');
  const connectors = connectorsFor(connector, own);
  if (connectors !== undefined) return { connector, own, connectors };
  const known = [...CONNECTORS, ...own].map(({ id }) => id).join(', ');
  throw new UsageError(`There is no connector "${connector}". Known: auto, ${known}.`);
}

/** Connectors that the open workspace describes. */
export async function ownConnectors(session: EngineSession): Promise<CustomConnector[]> {
  const own: CustomConnector[] = [];
  for (const { id, grade } of await session.call('connectors.available', {})) {
    if (grade === 'own') own.push(await session.call('connectors.getOwn', { id }));
  }
  return own;
}

/** @throws AppError when the file cannot be read or describes no connector */
export function readConnectorFile(file: string): CustomConnector {
  return readCustomConnector(readJsonFile(file));
}
