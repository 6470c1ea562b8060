/** The choice of "Read all files as": a format's id, `auto`, or a connector with a word before it. */
const CONNECTOR = 'connector:';

export function connectorChoice(id: string): string {
  return `${CONNECTOR}${id}`;
}

/** What a choice means to the engine. */
export function readAs(choice: string): { readonly format: string; readonly connector?: string } {
  if (!choice.startsWith(CONNECTOR)) return { format: choice };
  return { format: 'auto', connector: choice.slice(CONNECTOR.length) };
}
