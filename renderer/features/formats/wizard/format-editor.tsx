import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { CustomFormat } from '../../../../core/contract/custom-format.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { type DescribedLines, useDescribed, useRenewPreviews } from '../../../data/formats.ts';
import { useJobOrder, useOrder } from '../../../data/use-question.ts';
import { errorLine } from '../../../kit/error-text.ts';
import { FormError } from '../../../kit/form-error.tsx';
import { plural } from '../../../kit/format.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { idOf, missingOf } from './draft.ts';
import { EditorFoot } from './editor-foot.tsx';
import { FieldMap } from './field-map.tsx';
import { LayoutFields, LineFields } from './layout-fields.tsx';
import { LinesPreview } from './lines-preview.tsx';
import { PasteLines } from './paste-lines.tsx';

/** Quick enough to feel live, slow enough not to ask for every letter. */
const TRY_AFTER_MS = 250;

/** The description on the left, what it makes of the user's own lines on the right. */
export function FormatEditor(props: {
  readonly definition: unknown;
  readonly isStored: boolean;
  /** Imports that were read with another state of it. */
  readonly outdated: number;
  readonly lines: DescribedLines | null;
  readonly onLines: (lines: DescribedLines) => void;
  readonly zone: string;
  readonly leave: () => void;
}) {
  const [draft, setDraft] = useState(props.definition as CustomFormat);
  const [tried] = useDebouncedValue(draft, TRY_AFTER_MS);
  const described = useDescribed(props.lines, tried, props.zone);
  const save = useOrder('formats.save');
  const remove = useOrder('formats.remove');
  const renewPreviews = useRenewPreviews();
  const [outdated, setOutdated] = useState(props.outdated);
  const change = (next: Partial<CustomFormat>): void => setDraft({ ...draft, ...next });
  const definition: CustomFormat = props.isStored ? draft : { ...draft, id: idOf(draft.title) };

  const submit = (): void => {
    save.mutate(
      { definition },
      {
        onSuccess: (saved) => {
          renewPreviews();
          toastDone(`${definition.title} is ${saved.isNew ? 'a known format now' : 'changed'}.`);
          if (saved.outdated.length > 0) setOutdated(saved.outdated.length);
          else props.leave();
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="uc-format">
        <div className="uc-format__form">
          <TextInput
            label="Title"
            description={definition.id}
            required
            maxLength={100}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <section>
            <Title order={3}>Layout</Title>
            <LayoutFields layout={draft.layout} onChange={(layout) => change({ layout })} />
          </section>
          <section>
            <Title order={3}>Fields</Title>
            <FieldMap
              fields={draft.fields}
              sources={described.data?.sources ?? []}
              onChange={(fields) => change({ fields })}
            />
          </section>
          <section>
            <Title order={3}>Lines</Title>
            <LineFields lines={draft.lines} onChange={(lines) => change({ lines })} />
          </section>
        </div>
        <div className="uc-format__try" aria-busy={described.isFetching}>
          {props.lines === null ? (
            <PasteLines
              about="Paste lines of the log to see what this description makes of them."
              onLines={(text) => props.onLines({ text })}
              onCancel={props.leave}
            />
          ) : (
            <>
              {described.data?.problem != null && (
                <Alert color="orange" variant="light" role="alert">
                  {visibleText(described.data.problem.message)}
                </Alert>
              )}
              {described.data !== undefined && <LinesPreview described={described.data} fields={tried.fields} />}
              {described.error !== null && <Text c="red">{errorLine(described.error)}</Text>}
            </>
          )}
        </div>
      </div>
      {outdated > 0 && <Outdated id={definition.id} imports={outdated} leave={props.leave} />}
      <FormError error={save.error} />
      <EditorFoot
        definition={definition}
        noun="format"
        isStored={props.isStored}
        missing={missingOf(definition) ?? described.data?.problem?.message ?? null}
        isSaving={save.isPending}
        isRemoving={remove.isPending}
        onRemove={() => remove.mutate({ id: draft.id }, { onSuccess: props.leave, onError: toastError })}
        leave={props.leave}
      />
    </form>
  );
}

/** Figures stay as they were read until the user has them read again. */
function Outdated(props: { readonly id: string; readonly imports: number; readonly leave: () => void }) {
  const reread = useJobOrder('formats.reread');
  const start = (): void => {
    // The dialog is gone before the job is done, so that its own callbacks would not be heard.
    reread
      .mutateAsync({ id: props.id })
      .then(({ imports }) => toastDone(`${plural(imports, 'import')} read again.`), toastError);
    props.leave();
  };
  return (
    <Alert variant="light" mb="sm" title={`${plural(props.imports, 'import')} read before may change`}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          They keep their figures and lines as they were read until they are read again with this description.
        </Text>
        <Button size="compact-sm" onClick={start}>
          Read them again
        </Button>
      </Stack>
    </Alert>
  );
}
