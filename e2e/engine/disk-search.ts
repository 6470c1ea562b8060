/**
 * Looks for names in a workspace's folder as an attacker would who has everything but the key: in every byte, unpacked where it unpacks,
 * in every spelling.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';

/** Spellings of a name that somebody might search for: `text` whatever their letter case, `coded` as they are. */
function spellings(name: string): { readonly text: Buffer[]; readonly coded: Buffer[] } {
  const text: Buffer[] = [];
  const coded: Buffer[] = [];
  const forms = new Set([
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    name.split(/[@\\]/).find((part) => part.length > 6) ?? name,
  ]);
  for (const form of forms) {
    text.push(Buffer.from(form, 'utf8'), Buffer.from(form, 'latin1'), Buffer.from(form, 'utf16le'));
    text.push(Buffer.from(form, 'utf16le').swap16(), Buffer.from(encodeURIComponent(form)));
    text.push(Buffer.from([...Buffer.from(form)].map((byte) => `%${byte.toString(16)}`).join('')));
    for (const shift of [0, 1, 2]) {
      // The letters that do not depend on what stands before and behind.
      const base64 = Buffer.from(`${'x'.repeat(shift)}${form}`)
        .toString('base64')
        .replace(/=+$/, '')
        .slice(shift === 0 ? 0 : shift + 1, -2);
      coded.push(Buffer.from(base64), Buffer.from(base64.replaceAll('+', '-').replaceAll('/', '_')));
    }
  }
  return { text: text.map(folded), coded };
}

/** Letters of ASCII in lower case. */
function folded(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
}

export function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(root, name))
    .filter((file) => statSync(file).isFile());
}

/** Every file as it is, and every value of the database that unpacks. */
function piecesOf(root: string): Map<string, Buffer> {
  const pieces = new Map<string, Buffer>(filesIn(root).map((file) => [file, readFileSync(file)]));
  const copy = mkdtempSync(path.join(tmpdir(), 'undercast-copy-'));
  for (const name of readdirSync(root).filter((file) => file.startsWith('workspace.db'))) {
    copyFileSync(path.join(root, name), path.join(copy, name));
  }
  const db = new Database(path.join(copy, 'workspace.db'));
  for (const table of db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all()) {
    for (const [at, row] of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all().entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (Buffer.isBuffer(value)) pieces.set(`${table}.${column} ${at}`, unpacked(value));
        if (typeof value === 'string') pieces.set(`${table}.${column} ${at}`, Buffer.from(value, 'base64'));
      }
    }
  }
  db.close();
  rmSync(copy, { recursive: true });
  for (const [name, bytes] of [...pieces].filter(([file]) => /\.(frames|log|part)$/.test(file))) {
    // Anything that looks like the start of a zstd frame.
    const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      pieces.set(`${name} ${at}`, unpacked(bytes.subarray(at)));
    }
  }
  return pieces;
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return zstdDecompressSync(bytes);
  } catch {
    return bytes;
  }
}

function joined(pieces: Iterable<[string, Buffer]>): Buffer {
  return Buffer.concat([...pieces].flatMap(([name, bytes]) => [Buffer.from(`${path.basename(name)}\n`), bytes]));
}

/** Which of very many texts stand in a folder as they are, whatever their letter case: the other spellings would take long. */
export function plainIn(root: string, texts: Iterable<string>): string[] {
  const bytes = folded(joined(piecesOf(root)));
  return [...texts].filter((text) => bytes.includes(folded(Buffer.from(text))));
}

interface Needle {
  readonly secret: string;
  readonly needle: Buffer;
  /** Searched for in lower case. */
  readonly isFolded: boolean;
}

/** What is searched for, each once, and where: in everything as it is, or in lower case. */
function needlesOf(secret: string): Needle[] {
  const { text, coded } = spellings(secret);
  const once = (needles: readonly Buffer[]): Buffer[] =>
    [...new Set(needles.filter(({ length }) => length >= 6).map((needle) => needle.toString('latin1')))].map((needle) =>
      Buffer.from(needle, 'latin1'),
    );
  return [
    ...once(text).map((needle) => ({ secret, needle, isFolded: true })),
    ...once(coded).map((needle) => ({ secret, needle, isFolded: false })),
  ];
}

/** Any of the texts. One expression over everything is twenty times sooner done than a search for each. */
function anyOf(needles: readonly Needle[]): RegExp {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(needles.map(({ needle }) => literal(needle.toString('latin1'))).join('|') || '(?!)');
}

/** @returns what says where in a folder the secrets stand. Only when there is a hit, each is looked for by itself */
export function searchFor(secrets: readonly string[]): (root: string) => string[] {
  const all = secrets.flatMap(needlesOf);
  const inLower = anyOf(all.filter(({ isFolded }) => isFolded));
  const asIs = anyOf(all.filter(({ isFolded }) => !isFolded));
  return (root) => {
    const pieces = [...piecesOf(root)];
    const plain = joined(pieces);
    const lower = folded(plain);
    if (!inLower.test(lower.toString('latin1')) && !asIs.test(plain.toString('latin1'))) return [];
    return all
      .filter(({ needle, isFolded }) => (isFolded ? lower : plain).includes(needle))
      .map(({ secret, needle, isFolded }) => {
        const where = pieces.find(([, bytes]) => (isFolded ? folded(bytes) : bytes).includes(needle));
        return `${secret} as ${JSON.stringify(needle.toString('latin1'))} in ${where?.[0] ?? 'the name of a file'}`;
      });
  };
}
