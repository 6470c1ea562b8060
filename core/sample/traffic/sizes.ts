import type { SiteShape } from '../world/sites.ts';

/** How the transactions of one kind of site look. */
export interface Shape {
  /** Requests in one visit: 1 to mask + 1, even. A mask is 2^n − 1. */
  readonly visitMask: number;
  /** Response sizes as powers of two, one picked at random; an offset of up to the same size is added. */
  readonly received: readonly number[];
  /** Chance in 65,536 that a request carries a body worth the name. */
  readonly uploads: number;
  /** Powers of two of such bodies. */
  readonly sent: readonly number[];
  readonly paths: readonly string[];
  readonly contentType: string;
}

const PAGE: Shape = {
  visitMask: 15,
  received: [10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 17, 18, 19],
  uploads: 900,
  sent: [11, 11, 12, 12, 13, 14, 15, 17],
  paths: ['/', '/index.html', '/assets/app.js', '/assets/site.css', '/images/', '/api/items/', '/search?q=', '/page/'],
  contentType: 'text/html',
};

export const SHAPES: Readonly<Record<SiteShape, Shape>> = {
  page: PAGE,
  chat: {
    visitMask: 15,
    received: [10, 10, 10, 11, 11, 11, 12, 12, 12, 13, 13, 14, 14, 15, 16, 17],
    uploads: 9_000,
    sent: [10, 10, 11, 11, 12, 12, 13, 15],
    paths: ['/api/v1/events', '/api/v1/poll?since=', '/api/v1/messages', '/api/v1/presence', '/a/', '/b/', '/c/', '/x'],
    contentType: 'application/json',
  },
  mail: {
    visitMask: 15,
    received: [10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 17, 18, 19, 20],
    uploads: 3_600,
    sent: [13, 14, 15, 16, 18, 19, 21, 23],
    paths: ['/owa/service.svc', '/mail/inbox', '/api/v2/messages/', '/attachments/', '/a/', '/search?q=', '/p/', '/x'],
    contentType: 'application/json',
  },
  storage: {
    visitMask: 7,
    received: [11, 12, 12, 13, 13, 14, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24],
    uploads: 5_200,
    sent: [15, 16, 17, 18, 19, 20, 22, 24],
    paths: ['/files/', '/f/', '/api/2/files/list', '/api/2/files/upload', '/s/', '/thumb/', '/download/', '/x'],
    contentType: 'application/octet-stream',
  },
  stream: {
    visitMask: 7,
    received: [12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23],
    uploads: 300,
    sent: [10, 10, 11, 11, 12, 12, 13, 14],
    paths: ['/watch?v=', '/segment/', '/manifest.m3u8', '/playlist/', '/v/', '/hd/', '/t/', '/x'],
    contentType: 'video/mp4',
  },
  beacon: {
    visitMask: 3,
    received: [6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 12, 13],
    uploads: 12_000,
    sent: [9, 9, 10, 10, 10, 11, 11, 12],
    paths: ['/collect?v=', '/pixel.gif?id=', '/OneCollector/1.0/', '/ping', '/g/', '/status', '/i/', '/x'],
    contentType: 'image/gif',
  },
};
