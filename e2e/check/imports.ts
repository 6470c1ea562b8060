import { parseSync } from 'vite';

/** One mention of another module in a source file. */
export interface Import {
  /** As written: `./a.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
  /** Line of the mention, from 1. */
  readonly line: number;
}

/** Anything the parser may hang below a node. */
type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function literal(value: unknown): string | null {
  return isTree(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
}

/** The module a node names: static, type-only, dynamic and re-exported ones, and files named for a worker. */
function specifierOf(node: Tree): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source);
    case 'NewExpression': {
      // new URL('./worker.ts', import.meta.url)
      const callee = node.callee;
      const args = node.arguments;
      if (!isTree(callee) || callee.name !== 'URL' || !Array.isArray(args) || args.length !== 2) return null;
      const path = literal(args[0]);
      return path !== null && /^\.\.?\/.*\.tsx?$/.test(path) ? path : null;
    }
    default:
      return null;
  }
}

/** Every module that `source` mentions, in order. Throws on a file that does not parse. */
export function findImports(fileName: string, source: string): readonly Import[] {
  const { program, errors } = parseSync(fileName, source);
  const error = errors[0];
  if (error !== undefined) throw new SyntaxError(`${fileName}: ${error.message}`);
  const found: Import[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    if (!isTree(value)) return;
    const specifier = specifierOf(value);
    if (specifier !== null && typeof value.start === 'number') {
      found.push({ specifier, line: source.slice(0, value.start).split('\n').length });
    }
    for (const child of Object.values(value)) if (isTree(child)) visit(child);
  };
  visit(program);
  return found;
}

/** The modules that `source` needs before it runs: neither types nor what is imported when it is wanted. */
export function staticImports(fileName: string, source: string): readonly string[] {
  const { program } = parseSync(fileName, source);
  return program.body.flatMap((node) => {
    if (node.type === 'ImportDeclaration') {
      const isTypes =
        node.specifiers.length > 0 && node.specifiers.every((one) => 'importKind' in one && one.importKind === 'type');
      return node.importKind === 'type' || isTypes ? [] : [node.source.value];
    }
    if (node.type === 'ExportAllDeclaration') return node.exportKind === 'type' ? [] : [node.source.value];
    if (node.type === 'ExportNamedDeclaration' && node.source)
      return node.exportKind === 'type' ? [] : [node.source.value];
    return [];
  });
}
