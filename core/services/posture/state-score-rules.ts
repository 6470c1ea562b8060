/** Rules on what the tenant's own listings say outright: Secure Score, devices, automatic replies. */
import {
  isMet,
  readAutoReply,
  readBaseline,
  readDevice,
  readScoreControls,
  type ScoreControl,
} from '../../snapshots/index.ts';
import type { Dated } from '../tenant/tenant-state.ts';
import type { StateContext, StateFinding, StateRule } from './state-rules.ts';

/** Controls of the newest day, under their titles where a profile among them has one. */
function controlsOf({ state }: StateContext): readonly (Dated<ScoreControl> & { readonly title: string })[] {
  const all = state.of('secureScore', readScoreControls);
  const titles = new Map(all.flatMap(({ is }) => (is.title === null ? [] : [[is.name.toLowerCase(), is] as const])));
  const newest = Math.max(...all.flatMap(({ is }) => is.day ?? []));
  return all.flatMap((one) => {
    if (one.is.day !== null && one.is.day !== newest) return [];
    const profile = titles.get(one.is.name.toLowerCase());
    const is = { ...one.is, most: one.is.most ?? profile?.most ?? null };
    return [{ ...one, is, title: profile?.title ?? one.is.name }];
  });
}

/** What the export says of it, and no more. */
function scoreOf({ category, score, most, percent, status }: ScoreControl): string {
  const points = score === null ? null : most === null ? `${score} points` : `${score} of ${most} points`;
  const share = percent === null ? null : `${percent} %`;
  return [category, points, share, status].filter((part) => part !== null && part !== '').join(', ');
}

export const SCORE_STATE_RULES: readonly StateRule[] = [
  {
    id: 'state-secure-score',
    title: 'Secure Score controls are not met',
    area: 'Policies',
    severity: 'medium',
    explanation:
      'Microsoft Secure Score gives these controls of the tenant less than all their points. What it counts, and how much, is Microsoft’s own reckoning.',
    guidance: 'Open Secure Score in the Defender portal for each control’s steps; accept those that you do not want.',
    needs: ['secureScore'],
    find: (context) =>
      controlsOf(context).flatMap(({ is, title, from, raw }): StateFinding[] =>
        isMet(is) === false ? [{ name: title, detail: scoreOf(is), from, raw }] : [],
      ),
  },
  {
    id: 'state-baseline',
    title: 'Controls of a baseline are not met',
    area: 'Policies',
    severity: 'medium',
    explanation:
      'A tool that checks the tenant against a baseline (ScubaGear against CISA’s, Maester against its tests) says that these controls failed, or warns of them.',
    guidance: 'Follow the baseline’s instructions for each control; write down why where you decide otherwise.',
    needs: ['baseline'],
    find: ({ state }) =>
      state.of('baseline', readBaseline).flatMap(({ is, from, raw }): StateFinding[] => {
        if (is === null || is.met !== false) return [];
        const name = is.title === is.id ? is.id : `${is.id}: ${is.title}`;
        return [
          { name, detail: [is.weight, is.details].filter((part) => part !== null).join(', ') || 'failed', from, raw },
        ];
      }),
  },
  {
    id: 'state-device-not-compliant',
    title: 'Devices are not compliant',
    area: 'Policies',
    severity: 'medium',
    explanation:
      'The directory says that these devices do not meet the policies for devices, and they still belong to it.',
    guidance: 'Require compliant devices by Conditional Access, and repair or remove those that nobody needs.',
    needs: ['devices'],
    find: ({ state }) =>
      state.of('devices', readDevice).flatMap(({ is, from, raw }): StateFinding[] => {
        if (is.compliant !== false) return [];
        const owner = is.owners.find((name) => name.includes('@'));
        const words = [is.os, is.managed === false ? 'not managed' : null, owner === undefined ? null : `of ${owner}`];
        return [
          { name: is.name, detail: words.filter((word) => word !== null).join(', ') || 'not compliant', from, raw },
        ];
      }),
  },
  {
    id: 'state-auto-reply-outside',
    title: 'Mailboxes answer everybody outside',
    area: 'Mail',
    severity: 'low',
    explanation:
      'An automatic reply goes to whoever writes, strangers too: it confirms the address, and often tells who is away, until when and who stands in.',
    guidance: 'Answer contacts only, or say nothing outside that helps an impostor; look at replies that nobody ends.',
    needs: ['autoReplies'],
    find: ({ state }) =>
      state.of('autoReplies', readAutoReply).flatMap(({ is, from, raw }): StateFinding[] => {
        if (is.mailbox === null || is.outside !== 'everybody' || !isOn(is, from.taken)) return [];
        const until = is.state === 'scheduled' && is.until !== null ? dayOf(is.until) : null;
        return [{ name: is.mailbox, detail: until === null ? 'without an end' : `until ${until}`, from, raw }];
      }),
  },
];

/** When the snapshot was taken. */
function isOn({ state, from, until }: ReturnType<typeof readAutoReply>, taken: number): boolean {
  if (state !== 'scheduled') return state === 'on';
  return (from === null || from <= taken) && (until === null || taken <= until);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
