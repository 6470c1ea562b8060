import type { CustomFormat } from '../../contract/custom-format.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';

/** Every format, those that the workspace describes itself last. */
export function listFormats(own: readonly CustomFormat[]): MethodOutput<'formats.list'> {
  return formatsFor('auto', own).map(({ id, title, vendor, grade, source, signature, fields }) => ({
    id,
    title,
    vendor,
    grade,
    source,
    signature,
    fields: [...fields],
  }));
}
