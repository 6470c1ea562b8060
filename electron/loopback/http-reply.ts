import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type AppErrorCode, toWireError } from '../../core/contract/errors.ts';

const STATUS: Partial<Record<AppErrorCode, number>> = {
  'engine.bug': 500,
  'engine.gone': 503,
  'file.notFound': 404,
  'grant.unknown': 404,
  'method.unknown': 404,
  'workspace.exists': 409,
  'workspace.diskFull': 507,
  'host.unsupported': 501,
};

export function replyJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

export function replyError(response: ServerResponse, error: unknown): void {
  const wire = toWireError(error);
  replyJson(response, STATUS[wire.code] ?? 400, { error: wire });
}

/** Refusals of the door itself: no session, wrong host, wrong page. */
export function replyRefused(response: ServerResponse, status: 401 | 403 | 404 | 405, message: string): void {
  response.shouldKeepAlive = false;
  replyJson(response, status, { error: { code: 'input.invalid', message, data: {} } });
}

/**
 * A JSON body of at most `limit` bytes.
 * @throws AppError input.invalid
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('input.invalid', 'The request’s body must be JSON.');
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > limit) throw new AppError('input.invalid', `The request is larger than ${limit} bytes.`, { limit });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new AppError('input.invalid', 'The request’s body is no JSON.');
  }
}
