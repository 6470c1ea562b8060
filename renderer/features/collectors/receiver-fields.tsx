import { Alert, Button, Checkbox, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { usePickPath } from '../../data/collectors.ts';
import { useHostInfo } from '../../data/host.ts';
import { toastError } from '../../kit/toast.tsx';
import { type ChosenPath, faultOfHost, isRemote, type SourceDraft } from './source-draft.ts';

interface FieldsProps {
  readonly draft: SourceDraft;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** Where a source listens, and with which certificates. */
export function ListenFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <Group grow align="start" gap="sm">
        <TextInput
          label="Address"
          description="127.0.0.1: this machine only."
          maxLength={253}
          value={draft.host}
          error={faultOfHost(draft.host)}
          onChange={(event) => onChange({ host: event.currentTarget.value, allowRemote: false })}
        />
        <NumberInput
          label="Port"
          description="Below 1024 needs more rights."
          min={1}
          max={65_535}
          allowDecimal={false}
          value={draft.port}
          onChange={(port) => onChange({ port: Number(port) })}
        />
      </Group>
      {isRemote(draft) && (
        <div className="uc-collect__warn">
          <strong>
            <IconAlertTriangle size={16} aria-hidden /> Other machines can reach this
          </strong>
          <Checkbox
            label={`Listen on ${draft.host.trim()} for any machine that reaches it`}
            description={
              draft.kind === 'tls'
                ? 'With an authority chosen below, only senders with its certificates are heard.'
                : 'Anybody there can send lines. TLS with certificates keeps strangers out.'
            }
            checked={draft.allowRemote}
            onChange={(event) => onChange({ allowRemote: event.currentTarget.checked })}
          />
        </div>
      )}
      {draft.kind === 'tls' && (
        <>
          <PlaceNote words="--syslog 'tls://HOST:PORT?cert=FILE&key=FILE'" />
          <PathField label="Certificate (PEM)" what="file" value={draft.cert} onChange={(cert) => onChange({ cert })} />
          <PathField label="Key (PEM)" what="file" value={draft.key} onChange={(key) => onChange({ key })} />
          <PathField
            label="Authority of the senders (PEM)"
            description="Chosen, senders must show a certificate that it signed."
            what="file"
            value={draft.ca}
            onChange={(ca) => onChange({ ca })}
          />
        </>
      )}
    </>
  );
}

/** Said once where files or a folder are needed that a browser cannot name. */
function PlaceNote({ words }: { readonly words: string }) {
  const { data: host } = useHostInfo();
  if (host?.nativeDialogs !== false) return null;
  return (
    <Alert color="gray" variant="light">
      A browser cannot name places on this machine. Add such a source on the command line; it appears here:{' '}
      <code>undercast collect --workspace … {words}</code>
    </Alert>
  );
}

/** Which folder is watched, and what happens to its files. */
export function FolderFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <PlaceNote words="--watch FOLDER" />
      <PathField label="Folder" what="folder" value={draft.folder} onChange={(folder) => onChange({ folder })} />
      <Group grow align="start" gap="sm">
        <Select
          label="After a file was imported"
          allowDeselect={false}
          data={[
            { value: 'move', label: 'Move it to “imported”' },
            { value: 'mark', label: 'Add “.imported” to its name' },
          ]}
          value={draft.after}
          onChange={(value) => onChange({ after: value === 'mark' ? 'mark' : 'move' })}
        />
        <NumberInput
          label="Imported files to keep"
          description="Older ones are deleted."
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={draft.keep}
          onChange={(keep) => onChange({ keep: Number(keep) })}
        />
      </Group>
    </>
  );
}

function PathField(props: {
  readonly label: string;
  readonly description?: string;
  readonly what: 'file' | 'folder';
  readonly value: ChosenPath | null;
  readonly onChange: (value: ChosenPath | null) => void;
}) {
  const { label, description, what, value, onChange } = props;
  const pick = usePickPath();
  const { data: host } = useHostInfo();
  const isNative = host?.nativeDialogs === true;
  // Where nothing can be chosen, the note above says what to do instead.
  if (!isNative && value === null) return null;
  const choose = (): void => {
    pick.mutate(what, {
      onSuccess: (chosen) => chosen !== null && onChange({ token: chosen.token, name: chosen.location }),
      onError: toastError,
    });
  };
  return (
    <div className="uc-path">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {description !== undefined && (
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      )}
      <Group gap="xs" wrap="nowrap">
        <code className="uc-path__name">{value?.name ?? 'none chosen'}</code>
        {isNative && (
          <Button size="compact-sm" variant="default" onClick={choose} aria-label={`Choose: ${label}`}>
            Choose …
          </Button>
        )}
        {value !== null && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(null)} aria-label={`Clear: ${label}`}>
            Clear
          </Button>
        )}
      </Group>
    </div>
  );
}
