import type { ReactNode } from 'react';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { actionWords } from '../../../core/model/governance-action.ts';
import { useEntry } from '../../data/governance.ts';
import { detailParts } from '../../kit/detail-words.ts';
import { useDisplayZone } from '../../kit/display-zone.tsx';
import { SidePanel } from '../../kit/panel/side-panel.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { When } from '../../kit/when.tsx';
import type { PanelItem } from '../../state/panels.ts';

/** One entry of the governance log in full: nothing of it is cut, whatever it holds. */
export function EntryPanel({ item }: { readonly item: PanelItem }) {
  const id = Number(item.key);
  const answer = useEntry(id);
  const zone = useDisplayZone();
  return (
    <SidePanel item={item} kind="Governance log" title={item.title}>
      <Answer question={answer} loading={<BoneLines lines={6} />}>
        {({ rows: [entry] }) =>
          entry?.id !== id ? (
            <p className="uc-scopeline">There is no entry {item.key}.</p>
          ) : (
            <dl className="uc-facts">
              <Fact term="Time">
                <When at={entry.time} seconds />
              </Fact>
              <Fact term="Who">{entry.actor}</Fact>
              <Fact term="Action">
                {actionWords(entry.action)} <code>{entry.action}</code>
              </Fact>
              <Fact term="Subject">
                {entry.subjectName === null ? null : `${entry.subjectName} · `}
                {visibleText(entry.subject)}
              </Fact>
              {detailParts(entry.detail, zone).map(([term, words]) => (
                <Fact key={term} term={term.charAt(0).toUpperCase() + term.slice(1)}>
                  {words}
                </Fact>
              ))}
            </dl>
          )
        }
      </Answer>
    </SidePanel>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
