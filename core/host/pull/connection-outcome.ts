/** What a connection's state is to be after it was asked. */
import { toWireError } from '../../contract/errors.ts';
import { type Client, type Provider, PullFault, type Values } from '../../pull/index.ts';

/** What a failure says of the connection. */
export function judgedPull(cause: unknown): {
  state: 'error' | 'attention';
  message: string;
  notBefore: number | null;
} {
  if (cause instanceof PullFault) {
    return {
      state: cause.kind === 'attention' ? 'attention' : 'error',
      message: cause.message,
      notBefore: cause.notBefore,
    };
  }
  const { code, message } = toWireError(cause);
  return { state: code.startsWith('privacy.') ? 'attention' : 'error', message, notBefore: null };
}

/** When the secret ends. A provider that does not say so to these credentials is no fault: what was known stays. */
export async function secretExpiry(
  client: Client,
  { secretExpiry: asked }: Provider,
  values: Values,
): Promise<number | null | undefined> {
  if (asked === undefined) return undefined;
  try {
    return await client.ask(
      asked.ask(values),
      (reply) => (reply.status >= 400 ? undefined : asked.read(reply, values)),
      ({ status }) => status >= 400,
    );
  } catch (cause) {
    if (cause instanceof PullFault) return undefined;
    throw cause;
  }
}
