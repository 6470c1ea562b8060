import { Anchor, Badge, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { useHost } from '../../bridge/client.tsx';
import { useFormats } from '../../data/imports.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { fieldTitle } from '../../kit/field-titles.ts';
import { SidePanel } from '../../kit/panel/side-panel.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { toastError } from '../../kit/toast.tsx';
import type { PanelItem } from '../../state/panels.ts';
import { useWindows } from '../../state/windows.ts';
import { GRADES } from './grades.ts';

type Format = MethodOutput<'formats.list'>[number];

/** One log format: what it is recognised by, what its lines can give, how surely it is read and where it is described. */
export function FormatPanel({ item }: { readonly item: PanelItem }) {
  const formats = useFormats();
  return (
    <SidePanel item={item} kind="Log format" title={item.title}>
      <Answer question={formats} loading={<BoneLines lines={6} />}>
        {(all) => {
          const format = all.find(({ id }) => id === item.key);
          return format === undefined ? (
            <p className="uc-scopeline">There is no format of this name.</p>
          ) : (
            <About format={format} />
          );
        }}
      </Answer>
    </SidePanel>
  );
}

function About({ format }: { readonly format: Format }) {
  const workspace = useOpenWorkspace();
  const show = useWindows((state) => state.show);
  const [color, meaning] = GRADES[format.grade];
  return (
    <div className="uc-tabbody">
      <dl className="uc-facts">
        {format.vendor !== '' && (
          <div>
            <dt>Vendor</dt>
            <dd>{format.vendor}</dd>
          </div>
        )}
        <div>
          <dt>Id</dt>
          <dd>
            <code>{format.id}</code>
          </dd>
        </div>
      </dl>
      <section>
        <h3 className="uc-sectionhead">Recognised by</h3>
        <p className="uc-about">{format.signature}</p>
      </section>
      <section>
        <h3 className="uc-sectionhead">Fields it can give</h3>
        <p className="uc-badges">
          {format.fields.map((field) => (
            <Badge key={field} variant="default" size="md" fw={500}>
              {fieldTitle(field)}
            </Badge>
          ))}
        </p>
      </section>
      <section>
        <h3 className="uc-sectionhead">How surely it is read</h3>
        <p className="uc-about">
          <Badge variant="light" size="sm" color={color}>
            {format.grade}
          </Badge>{' '}
          {meaning}
        </p>
        {format.grade === 'own' ? (
          workspace?.readOnly === false && (
            <Button size="xs" mt="xs" variant="default" onClick={() => show({ kind: 'format', id: format.id })}>
              Change its description
            </Button>
          )
        ) : (
          <Source source={format.source} />
        )}
      </section>
    </div>
  );
}

function Source({ source }: { readonly source: string }) {
  const host = useHost();
  if (!/^https?:\/\//.test(source)) return <p className="uc-about">{source}</p>;
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="start"
      onClick={() => host.host('host.openExternal', { url: source }).catch(toastError)}
    >
      {source} <IconExternalLink size={12} aria-hidden />
    </Anchor>
  );
}
