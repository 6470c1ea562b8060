import type { Session } from '../workspace/session.ts';

/** @throws AppError format.unknown for a format that neither comes with Undercast nor is the open workspace's own */
export async function requireFormat(session: Session, id: string): Promise<void> {
  if (id === 'auto') return;
  const { formatsFor } = await import('../../ingest/formats/choose.ts');
  formatsFor(id, id.startsWith('custom-') && session.workspace ? await session.fact('ownFormats') : []);
}
