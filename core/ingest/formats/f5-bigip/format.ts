/** F5 BIG-IP, as text and key=value. */
import type { TrafficFormat } from '../api.ts';
import { createF5Parser, SHAPE_WORDS, type Shape, shapeOf } from './parse.ts';

const CERTAINTY: Readonly<Record<Shape, number>> = {
  kv: 1,
  asm: 1,
  afm: 1,
  acl: 0.97,
  ends: 0.9,
  session: 0.97,
  reset: 0.97,
  request: 0.97,
  rule: 0.8,
  other: 0.8,
  '': 0,
};

export const f5Bigip: TrafficFormat = {
  id: 'f5-bigip',
  title: 'F5 BIG-IP',
  vendor: 'F5',
  grade: 'verified',
  source: 'https://my.f5.com/manage/s/article/K16197',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
  ],
  split: 'line',
  certain: { from: 0.8 },
  claimWords: SHAPE_WORDS,
  claim: (text, start, end) => CERTAINTY[shapeOf(text, start, end)],
  signature: 'f5_irule= or f5_asm= pairs, data such as [F5@12276 …], or a message code such as 01260009:4:',
  createParser: createF5Parser,
};
