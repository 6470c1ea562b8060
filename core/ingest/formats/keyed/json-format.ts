/** In: what is particular about a JSON format. Out: the format, with the fields that its table can fill. */
import type { TrafficField } from '../../../model/traffic.ts';
import { TRAFFIC_FIELDS } from '../../../model/traffic.ts';
import type { FormatGrade, TrafficFormat } from '../api.ts';
import { type FieldSpec, SLOTS, type Slot } from './field-table.ts';
import { hasKeys, type KeySet, keySet } from './json-keys.ts';
import { JsonParser, type JsonShape } from './json-parser.ts';

export interface JsonFormatFacts {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly grade: FormatGrade;
  readonly source: string;
  readonly signature: string;
  readonly fromEndpoints?: boolean;
  readonly shape: JsonShape;
  /** Fields that only the judgement fills. */
  readonly judgedFields?: readonly TrafficField[];
  /** Texts that name the product when all of a list occur (keys with their quotes), and how sure they make. */
  readonly marks: readonly (readonly [score: number, ...texts: string[]])[];
}

const FILLS: Readonly<Partial<Record<Slot, readonly TrafficField[]>>> = {
  date: ['time'],
  clock: ['time'],
  zone: [],
  count: [],
  sourceEndpoint: ['sourceIp'],
  source: ['sourceIp', 'sourceHost'],
  destinationEndpoint: ['destinationIp', 'destinationPort'],
  destination: ['destinationIp', 'destinationHost'],
  url: ['url', 'destinationHost', 'destinationIp'],
};

/** Fields that a table can fill. */
export function fieldsOf(spec: FieldSpec): readonly TrafficField[] {
  const filled = new Set<string>();
  for (const slot of SLOTS) {
    if (spec[slot] === undefined) continue;
    for (const field of FILLS[slot] ?? [slot]) filled.add(field);
  }
  return TRAFFIC_FIELDS.filter((field) => filled.has(field));
}

interface ScoredKeys {
  readonly score: number;
  readonly keys: KeySet;
}

function bestOf(sets: readonly ScoredKeys[], text: string, start: number, end: number): number {
  let best = 0;
  for (const { score, keys } of sets) {
    if (score > best && hasKeys(text, start, end, keys)) best = score;
  }
  return best;
}

const isFirm = (text: string): boolean => !keySet(text).isLoose;

export function jsonFormat(facts: JsonFormatFacts): TrafficFormat {
  const { shape, marks, judgedFields = [], ...rest } = facts;
  const sets = marks.map(([score, ...texts]) => ({ score, keys: keySet(...texts) }));
  const firm = sets.filter(({ keys }) => !keys.isLoose);
  /** As if texts that may stand anywhere did. */
  const most = marks.map(([score, ...texts]) => ({ score, keys: keySet(...texts.filter(isFirm)) }));
  const isLoose = sets.some(({ keys }) => keys.isLoose);
  return {
    ...rest,
    fields: [...fieldsOf(shape.spec), ...judgedFields],
    split: 'line',
    objects: 'only',
    ...(isLoose ? {} : { claimsByKeys: true as const }),
    ...(marks.some(([score]) => score === 1) ? { certain: 'claimed' as const } : {}),
    claim: (text, start, end) => bestOf(sets, text, start, end),
    ...(isLoose
      ? {
          claimBounds: (text: string, start: number, end: number) => [
            bestOf(firm, text, start, end),
            bestOf(most, text, start, end),
          ],
        }
      : {}),
    createParser: () => new JsonParser(shape),
  };
}
