import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useCustomTags } from '../../data/catalog.ts';
import { useOrder, useQuestion } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { CustomAppDialog } from '../../kit/custom-app/custom-app-dialog.tsx';
import { is } from '../../kit/filter/conditions.ts';
import { plural } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { toastError, toastUndo } from '../../kit/toast.tsx';
import { hrefWithScope, navigate } from '../../state/location.ts';
import { usePanels } from '../../state/panels.ts';
import './catalog.css';

const MOST = 1000;

/** What the workspace adds to the catalog: apps of its own and tags of its own. */
export function CustomPage() {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const [making, setMaking] = useState(false);
  return (
    <div className="uc-page__fill">
      <PageHeader
        title="Custom apps"
        about="Apps and tags that this workspace adds to the catalog. Both can be filtered by, here and under Discovery."
        actions={
          <Button size="xs" disabled={readOnly} leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            New app
          </Button>
        }
      />
      <div className="uc-custom">
        <OwnApps />
        <OwnTags readOnly={readOnly} />
      </div>
      {making && <CustomAppDialog onClose={() => setMaking(false)} />}
    </div>
  );
}

function OwnApps() {
  const apps = useQuestion('catalog.listApps', { filter: 'custom:yes', page: { limit: MOST } });
  return (
    <section className="uc-custom__part" aria-label="Custom apps">
      <h2 className="uc-sectionhead">Custom apps</h2>
      <Answer question={apps} loading={<BoneLines lines={4} />}>
        {({ columns, count }) =>
          count === 0 ? (
            <p className="uc-scopeline">
              No app of your own yet. Make one here, or of{' '}
              <button type="button" className="uc-textlink" onClick={() => navigate('/discovery/unmatched')}>
                unmatched hosts
              </button>
              .
            </p>
          ) : (
            <ul className="uc-alternatives">
              {(columns.id ?? []).map((id, at) => {
                const name = String(columns.name?.[at] ?? id);
                return (
                  <li key={String(id)}>
                    <button
                      type="button"
                      className="uc-textlink"
                      onClick={() => usePanels.getState().show({ kind: 'app', key: String(id), title: name })}
                    >
                      {name}
                    </button>
                    <span>{String(columns.categoryName?.[at] ?? '')}</span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}

function OwnTags({ readOnly }: { readonly readOnly: boolean }) {
  const tags = useCustomTags();
  const [draft, setDraft] = useState('');
  const { mutateAsync: setTags } = useOrder('catalog.setCustomTags');
  const { mutateAsync: remove } = useOrder('catalog.deleteCustomTag');
  const add = (): void => {
    const name = draft.trim();
    if (name === '') return;
    setTags({ apps: [], add: [name] }).then(() => setDraft(''), toastError);
  };
  const drop = (name: string): void => {
    remove({ name }).then(
      ({ apps }) => toastUndo(`The tag ${name} is deleted.`, () => setTags({ apps, add: [name] })),
      toastError,
    );
  };
  return (
    <section className="uc-custom__part" aria-label="Custom tags">
      <h2 className="uc-sectionhead">Custom tags</h2>
      <Answer question={tags} loading={<BoneLines lines={4} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="uc-scopeline">No tag yet beside sanctioned, unsanctioned and monitored.</p>
          ) : (
            <ul className="uc-domains">
              {list.map(({ name, apps }) => (
                <li key={name}>
                  <span>{name}</span>
                  <button
                    type="button"
                    className="uc-textlink"
                    onClick={() => navigate(hrefWithScope('/catalog', { find: is('customTag', name) }))}
                  >
                    {plural(apps, 'app')}
                  </button>
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    disabled={readOnly}
                    aria-label={`Delete the tag ${name}`}
                    onClick={() => drop(name)}
                  >
                    <IconTrash size={14} stroke={1.5} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Group gap="xs" mt="sm">
          <TextInput
            size="xs"
            aria-label="New tag"
            placeholder="New tag"
            maxLength={60}
            disabled={readOnly}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" type="submit" disabled={draft.trim() === ''}>
            Make tag
          </Button>
        </Group>
      </form>
    </section>
  );
}
