import { Anchor, Badge, Button } from '@mantine/core';
import { IconDatabaseImport, IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectorRow } from '../../../../core/contract/connectors.ts';
import { useHost } from '../../../bridge/client.tsx';
import { useAvailableConnectors } from '../../../data/activities.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastError } from '../../../kit/toast.tsx';
import { runCommand } from '../../../state/commands.ts';
import type { PanelItem } from '../../../state/panels.ts';
import { useWindows } from '../../../state/windows.ts';
import { GRADES } from './grades.ts';

/** One connector: whose records it reads, how surely, and how they are got. */
export function ConnectorPanel({ item }: { readonly item: PanelItem }) {
  const connectors = useAvailableConnectors();
  return (
    <SidePanel item={item} kind="Connector" title={item.title}>
      <Answer question={connectors} loading={<BoneLines lines={6} />}>
        {(all) => {
          const connector = all.find((one) => one.id === item.key);
          return connector === undefined ? (
            <p className="uc-scopeline">There is no connector of this name.</p>
          ) : (
            <HowTo connector={connector} />
          );
        }}
      </Answer>
    </SidePanel>
  );
}

const WITHOUT_WORDS = {
  own: 'As its description was made: JSON, one record a line, or CSV with the same columns.',
  known: 'As the provider describes it; Undercast has no words of its own for it.',
};

/** Text in which commands stand between backticks. */
function withCode(text: string): ReactNode {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part));
}

/** How the records of a connector get from the provider into this workspace. */
export function HowTo({ connector }: { readonly connector: ConnectorRow }) {
  const workspace = useOpenWorkspace();
  const show = useWindows((state) => state.show);
  const { id, vendor, appName, grade, howTo, source } = connector;
  const [color, meaning] = GRADES[grade];
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        {[vendor, appName === '' ? '' : `activities of ${appName}`].filter((part) => part !== '').join(' · ')}
      </p>
      <section>
        <h3 className="uc-sectionhead">Export from the provider</h3>
        <p className="uc-about">
          {howTo === null ? WITHOUT_WORDS[grade === 'own' ? 'own' : 'known'] : withCode(howTo)}
        </p>
      </section>
      <section>
        <h3 className="uc-sectionhead">Import here</h3>
        <p className="uc-about">
          Drop the files anywhere on the window: single ones, folders, .gz or .zip; JSON, one record a line, or CSV. The
          records themselves say which connector reads them. A record that comes twice counts once.
        </p>
        {workspace?.readOnly === false && (
          <Button
            mt="xs"
            size="xs"
            variant="default"
            leftSection={<IconDatabaseImport size={16} stroke={1.5} />}
            onClick={() => runCommand('imports.pick')}
          >
            Import audit logs
          </Button>
        )}
      </section>
      <section>
        <h3 className="uc-sectionhead">How surely it is read</h3>
        <p className="uc-about">
          <Badge variant="light" size="sm" color={color}>
            {grade}
          </Badge>{' '}
          {meaning}
        </p>
        {grade === 'own' ? (
          workspace?.readOnly === false && (
            <Button size="xs" mt="xs" variant="default" onClick={() => show({ kind: 'connector', id })}>
              Change its description
            </Button>
          )
        ) : (
          <SourceLink source={source} />
        )}
      </section>
    </div>
  );
}

function SourceLink({ source }: { readonly source: string }) {
  const host = useHost();
  if (!URL.canParse(source)) return null;
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      onClick={() => host.host('host.openExternal', { url: source }).catch(toastError)}
      title={source}
    >
      The provider’s description at {new URL(source).host} <IconExternalLink size={12} aria-hidden />
    </Anchor>
  );
}
