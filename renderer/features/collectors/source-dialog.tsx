import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useHostInfo } from '../../data/host.ts';
import { useFormats } from '../../data/imports.ts';
import { usePrivacy } from '../../data/privacy.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';
import { toastDone } from '../../kit/toast.tsx';
import { FolderFields, ListenFields } from './receiver-fields.tsx';
import {
  inputOf,
  KIND_TITLES,
  missingIn,
  newDraft,
  type SourceDraft,
  type SourceKind,
  streamOf,
} from './source-draft.ts';

const KINDS: readonly SourceKind[] = ['udp', 'tcp', 'tls', 'folder'];

/** Adds a source, or changes one. A new one is started at once: that is what it is added for. */
export function SourceDialog({ given, close }: { readonly given: SourceDraft; readonly close: () => void }) {
  const [draft, setDraft] = useState(given);
  const { data: formats = [] } = useFormats();
  const save = useOrder('collectors.save');
  const start = useOrder('collectors.start');
  const { data: privacy } = usePrivacy();
  const settled = privacy?.streams.find(({ name }) => name === streamOf(draft))?.anonymised ?? null;
  const change = (part: Partial<SourceDraft>): void => setDraft({ ...draft, ...part });
  const isNew = draft.id === null;
  const missing = missingIn(draft, useHostInfo().data?.nativeDialogs !== false);
  const error = save.error ?? start.error;
  const submit = async (): Promise<void> => {
    try {
      const { id } = await save.mutateAsync(inputOf({ ...draft, anonymise: settled ?? draft.anonymise }));
      if (isNew) await start.mutateAsync({ id });
      toastDone(`${draft.name.trim()} was ${isNew ? 'added' : 'changed'}. Its row says whether it receives.`);
      close();
    } catch {
      // Shown in the form.
    }
  };
  return (
    <Dialog onClose={close} size="lg" title={isNew ? 'Add a source' : `Change ${given.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label="How its lines come"
            fullWidth
            data={KINDS.map((kind) => ({ value: kind, label: KIND_TITLES[kind] }))}
            value={draft.kind}
            onChange={(value) => {
              const kind = KINDS.find((one) => one === value) ?? draft.kind;
              change({ kind, port: newDraft(kind).port });
            }}
          />
          <Group grow align="start" gap="sm">
            <TextInput
              label="Name"
              description="The device or the place it comes from."
              required
              data-autofocus
              maxLength={100}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <TextInput
              label="Stream"
              description="Where its lines go. Empty: its name."
              maxLength={200}
              value={draft.stream}
              onChange={(event) => change({ stream: event.currentTarget.value })}
            />
          </Group>
          {draft.kind === 'folder' ? (
            <FolderFields draft={draft} onChange={change} />
          ) : (
            <ListenFields draft={draft} onChange={change} />
          )}
          <Group grow align="start" gap="sm">
            <Select
              label="Format"
              description="How its lines are read."
              searchable
              allowDeselect={false}
              value={draft.format}
              data={[
                { value: 'auto', label: 'Recognise by itself' },
                ...formats.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              onChange={(value) => value !== null && change({ format: value })}
            />
            <Select
              label="Time zone"
              description="Of times that name none."
              searchable
              allowDeselect={false}
              limit={200}
              value={draft.zone}
              data={[
                { value: '', label: 'As the workspace' },
                ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })),
              ]}
              onChange={(value) => change({ zone: value ?? '' })}
            />
            <NumberInput
              label="Hours without data"
              description="Then it warns."
              min={1}
              max={8760}
              value={draft.quietHours}
              onChange={(hours) => change({ quietHours: Math.max(1, Number(hours)) })}
            />
          </Group>
          <AnonymiseSwitch draft={draft} settled={settled} onChange={change} />
          <FormError error={error} />
          <DialogFoot>
            {missing !== null && <span className="uc-collect__missing">{missing}</span>}
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={missing !== null} loading={save.isPending || start.isPending}>
              {isNew ? 'Add and start' : 'Save'}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

/** A stream that has imports is what it is; for a new one it is chosen here. */
function AnonymiseSwitch(props: {
  readonly draft: SourceDraft;
  readonly settled: boolean | null;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}) {
  const { draft, settled, onChange } = props;
  const isOn = settled ?? draft.anonymise;
  return (
    <Switch
      label="Replace users and devices by tokens"
      description={
        settled === false
          ? 'The stream holds clear names already. For tokens, name another stream.'
          : isOn && draft.kind === 'folder'
            ? 'The files in the folder stay as they came: they are not in the workspace.'
            : 'Lines are sealed with the workspace’s key as they are received, in the spool too.'
      }
      checked={isOn}
      disabled={settled !== null}
      onChange={(event) => onChange({ anonymise: event.currentTarget.checked })}
    />
  );
}
