/** The files the catalog is made of, as text: below `resources/catalog`, in a fixed order. */
import { readdirSync, readFileSync } from 'node:fs';

const HERE = new URL('../', import.meta.url);

export const readText = (path: string): string => readFileSync(new URL(path, HERE), 'utf8');
export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;
export const filesIn = (folder: string): string[] => readdirSync(new URL(folder, HERE)).sort();
