/** Settings and answers that several providers have alike. */
import type { Setting } from '../provider.ts';

export const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
/** One part of a path: never leads elsewhere. */
export const NAME = /^[\w.@-]{1,200}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function host(key: string, label: string, hint: string): Setting {
  return { key, label, hint, isSecret: false, pattern: HOST };
}

export function name(key: string, label: string, hint: string): Setting {
  return { key, label, hint, isSecret: false, pattern: NAME };
}

export function uuid(key: string, label: string, hint: string): Setting {
  return { key, label, hint, isSecret: false, pattern: UUID };
}

export function secret(key: string, label: string, hint = ''): Setting {
  return { key, label, hint, isSecret: true };
}

/** As providers want times in addresses: to the second. */
export function seconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export function query(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}
