import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { CustomConnector } from '../../../../core/contract/custom-connector.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useAvailableConnectors } from '../../../data/activities.ts';
import { type DescribedLines, useDescribedRecords, useRenewPreviews } from '../../../data/formats.ts';
import { useOrder } from '../../../data/use-question.ts';
import { errorLine } from '../../../kit/error-text.ts';
import { FormError } from '../../../kit/form-error.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { idOf, NO_TITLE } from '../wizard/draft.ts';
import { EditorFoot } from '../wizard/editor-foot.tsx';
import { ChooseRecords } from './choose-records.tsx';
import { OperationsPart, TypedByHint } from './operations-part.tsx';
import { FieldsPart, NamePart, ObjectPart, OutcomePart, PlacePart, TimePart } from './parts.tsx';
import { PathField } from './path-field.tsx';
import { RecordsPreview } from './records-preview.tsx';
import { ShapePart } from './shape-part.tsx';

/** Quick enough to feel live, slow enough not to ask for every letter. */
const TRY_AFTER_MS = 250;

/** The description on the left, what it makes of the user's own records on the right. */
export function ConnectorEditor(props: {
  readonly definition: unknown;
  readonly isStored: boolean;
  readonly records: DescribedLines | null;
  /** Null: others are to be chosen. */
  readonly onRecords: (records: DescribedLines | null) => void;
  readonly leave: () => void;
}) {
  const { isStored, records, onRecords, leave } = props;
  const [draft, setDraft] = useState(props.definition as CustomConnector);
  const [tried] = useDebouncedValue(draft, TRY_AFTER_MS);
  const described = useDescribedRecords(records, tried);
  const { data: known = [] } = useAvailableConnectors();
  const save = useOrder('connectors.save');
  const remove = useOrder('connectors.remove');
  const renewPreviews = useRenewPreviews();
  const definition: CustomConnector = isStored ? draft : { ...draft, id: idOf(draft.title) };
  const found = described.data?.paths ?? [];
  const part = { draft, found, onChange: setDraft };

  const submit = (): void => {
    const onSuccess = ({ isNew }: { readonly isNew: boolean }): void => {
      renewPreviews();
      toastDone(`${definition.title} is ${isNew ? 'a known connector now' : 'changed'}.`);
      leave();
    };
    save.mutate({ definition }, { onSuccess });
  };
  const forget = (): void => {
    const onSuccess = (): void => {
      renewPreviews();
      toastDone(`${definition.title} is removed.`);
      leave();
    };
    remove.mutate({ id: draft.id }, { onSuccess, onError: toastError });
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
          <NamePart
            draft={draft}
            id={definition.id}
            replaces={!isStored && known.some(({ id }) => id === definition.id)}
            onChange={setDraft}
          />
          <Part title="Recognised by">
            <ShapePart shapes={draft.shapes} found={found} onChange={(shapes) => setDraft({ ...draft, shapes })} />
          </Part>
          <Part title="Time">
            <TimePart {...part} />
          </Part>
          <Part title="Fields">
            <FieldsPart {...part} />
          </Part>
          <Part title="Activity types">
            <OperationsPart
              operations={draft.operations}
              seen={described.data?.operations ?? []}
              onChange={(operations) => setDraft({ ...draft, operations })}
            />
            <PathField
              label="Told by"
              about="Where the operation alone, such as UPDATE, does not say of what"
              none="the operation"
              value={draft.typedBy}
              found={found}
              onChange={(typedBy) => setDraft({ ...draft, typedBy })}
            />
            <TypedByHint typedBy={draft.typedBy} />
          </Part>
          <Part title="Outcome">
            <OutcomePart {...part} />
          </Part>
          <Part title="Thing acted upon">
            <ObjectPart {...part} />
          </Part>
          <Part title="Place">
            <PlacePart {...part} />
          </Part>
        </div>
        <div className="uc-format__try" aria-busy={described.isFetching}>
          {records === null ? (
            <ChooseRecords
              about="Choose an export to see what this description makes of it."
              onRecords={onRecords}
              onCancel={leave}
            />
          ) : (
            <>
              {described.data?.problem != null && (
                <Alert color="orange" variant="light" role="alert">
                  {visibleText(described.data.problem.message)}
                </Alert>
              )}
              {described.data !== undefined && (
                <RecordsPreview
                  described={described.data}
                  tried={tried}
                  action={
                    <Button size="compact-xs" variant="subtle" onClick={() => onRecords(null)}>
                      Other records …
                    </Button>
                  }
                />
              )}
              {described.error !== null && (
                <Group>
                  <Text c="red">{errorLine(described.error)}</Text>
                  <Button size="compact-sm" variant="default" onClick={() => void described.refetch()}>
                    Try again
                  </Button>
                </Group>
              )}
            </>
          )}
        </div>
      </div>
      <FormError error={save.error} />
      <EditorFoot
        definition={definition}
        noun="connector"
        isStored={isStored}
        missing={definition.title.trim() === '' ? NO_TITLE : (described.data?.problem?.message ?? null)}
        isSaving={save.isPending}
        isRemoving={remove.isPending}
        onRemove={forget}
        leave={leave}
      />
    </form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3}>{title}</Title>
      {children}
    </section>
  );
}
