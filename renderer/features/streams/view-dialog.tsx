import { Button, MultiSelect, Pill, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CustomView, StreamRow } from '../../../core/contract/streams.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { useDirectory, useRanges } from '../../data/enrichment.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';

/** Makes a view, or changes one. */
export function ViewDialog(props: {
  readonly view: CustomView | null;
  readonly streams: readonly StreamRow[];
  readonly close: () => void;
}) {
  const { view, close } = props;
  const save = useOrder('views.save');
  const { data: directory } = useDirectory();
  const { data: known = [] } = useRanges();
  const [name, setName] = useState(view?.name ?? '');
  const [comment, setComment] = useState(view?.comment ?? '');
  const [streams, setStreams] = useState<readonly number[]>(view?.streams ?? []);
  const [groups, setGroups] = useState<readonly string[]>(view?.groups ?? []);
  const [tags, setTags] = useState<readonly string[]>(view?.tags ?? []);
  const [ranges, setRanges] = useState<readonly string[]>(view?.ranges ?? []);
  const submit = (): void => {
    save.mutate(
      {
        ...(view === null ? {} : { id: view.id }),
        name: name.trim(),
        comment,
        streams: streams.length === 0 ? null : [...streams],
        groups: [...groups],
        tags: [...tags],
        ranges: [...ranges],
      },
      { onSuccess: close },
    );
  };
  return (
    <Dialog onClose={close} title={view === null ? 'Add a view' : 'Change the view'} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="Comment"
            autosize
            minRows={1}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <MultiSelect
            label="Streams"
            description="None chosen: those of the global view."
            data={props.streams.map((stream) => ({ value: String(stream.id), label: stream.name }))}
            value={streams.map(String)}
            onChange={(next) => setStreams(next.map(Number))}
          />
          <TagsInput
            label="Groups of the directory"
            data={directory?.groups.map((group) => group.name) ?? []}
            value={[...groups]}
            onChange={setGroups}
            renderOption={({ option }) => shortText(option.value)}
            renderPill={({ option, onRemove }) => (
              <Pill withRemoveButton {...(onRemove === undefined ? {} : { onRemove })}>
                {shortText(String(option.value))}
              </Pill>
            )}
            splitChars={[';']}
          />
          <TagsInput
            label="Tags of IP ranges"
            data={[...new Set(known.flatMap((one) => one.tags))]}
            value={[...tags]}
            onChange={setTags}
            splitChars={[';']}
          />
          <TagsInput
            label="Addresses"
            description="Names of IP ranges, blocks such as 192.0.2.0/24, or single addresses."
            data={known.map((one) => one.name)}
            value={[...ranges]}
            onChange={setRanges}
            splitChars={[',', ';']}
          />
          <FormError error={save.error} />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
              Save
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
