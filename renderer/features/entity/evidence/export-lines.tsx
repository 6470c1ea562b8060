import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import type { EvidenceRow } from '../../../../core/contract/discovery.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { saveBlob } from '../../../kit/charts/save-blob.ts';
import { ExportButton } from '../../../kit/export-button.tsx';
import { plural } from '../../../kit/format.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { only } from './only-fields.ts';
import type { EvidenceSubject } from './use-evidence.ts';

const PAGE = 5000;
/** The command line exports any number. */
const MOST = 100_000;

/** All lines behind the figures as a file, loaded or not; those of anonymised streams stay masked. */
export function ExportLines(props: {
  readonly scope: Scope;
  readonly subject: EvidenceSubject;
  readonly fields: readonly string[];
}) {
  const engine = useEngine();
  const [busy, setBusy] = useState(false);
  const run = async (name: string, type: string, text: (row: EvidenceRow) => string): Promise<void> => {
    setBusy(true);
    try {
      const parts: string[] = [];
      let cursor: string | null = null;
      do {
        const question = { ...props.scope, subject: props.subject, limit: PAGE };
        const page: Awaited<ReturnType<typeof engine.call<'discovery.listEvidence'>>> = await engine.call(
          'discovery.listEvidence',
          cursor === null ? question : { ...question, cursor },
        );
        parts.push(...page.rows.map((row) => `${text(row)}\n`));
        cursor = page.cursor;
      } while (cursor !== null && parts.length < MOST);
      saveBlob(new Blob(parts, { type: `${type};charset=utf-8` }), name);
      const more = cursor === null ? '' : ' There are more: `undercast evidence` writes any number.';
      toastDone(`${plural(parts.length, 'line')} exported.${more}`);
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ExportButton busy={busy}>
      <Menu.Item onClick={() => void run('evidence.log', 'text/plain', (row) => row.raw)}>Raw lines</Menu.Item>
      <Menu.Item
        onClick={() =>
          void run('evidence.ndjson', 'application/x-ndjson', ({ file, line, record }) =>
            JSON.stringify({ file, line, ...only(record, props.fields) }),
          )
        }
      >
        Fields as JSON lines
      </Menu.Item>
    </ExportButton>
  );
}
