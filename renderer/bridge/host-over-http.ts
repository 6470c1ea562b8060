import { LOOPBACK } from '../../core/contract/bridge.ts';
import type { HostClient } from '../../core/contract/client.ts';
import { AppError, fromWireError } from '../../core/contract/errors.ts';
import type { HostInput, HostMethodName, HostOutput } from '../../core/contract/host.ts';
import { isBag, readWireError } from './message.ts';
import { upload } from './upload.ts';

/** The loopback host: one POST per call, one PUT per dropped file. */
export function createHostOverHttp(base: URL): HostClient {
  async function host<M extends HostMethodName>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
    let answer: Response;
    try {
      answer = await fetch(new URL(LOOPBACK.host, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method, input }),
      });
    } catch {
      throw new AppError(
        'engine.gone',
        'Undercast’s local server does not answer. Is it still running in its terminal?',
      );
    }
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw errorOf(body, answer.status);
    return body as HostOutput<M>;
  }

  return {
    host,
    async acceptFiles(files) {
      const granted: { token: string; name: string }[] = [];
      for (const { file, relativePath } of files) {
        if (!(file instanceof Blob)) continue;
        const body = await upload(
          new URL(`${LOOPBACK.upload}?name=${encodeURIComponent(relativePath)}`, base),
          file,
          relativePath,
        );
        if (!isBag(body) || typeof body.token !== 'string') throw errorOf(body, 500);
        granted.push({ token: body.token, name: relativePath });
      }
      return granted;
    },
    // A browser has no menu of ours and no operating system that hands over files.
    onCommand: () => () => undefined,
  };
}

export function errorOf(body: unknown, status: number): AppError {
  if (isBag(body)) {
    const inner = isBag(body.error) ? body.error : body;
    if (typeof inner.code === 'string') return fromWireError(readWireError(inner));
  }
  if (status === 401 || status === 403) {
    return new AppError('engine.gone', 'This page’s session is over. Open the address that the terminal prints.', {
      session: true,
    });
  }
  return new AppError('engine.bug', `The local server answered with status ${status}.`, { status });
}
