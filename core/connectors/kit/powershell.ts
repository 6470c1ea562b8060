/**
 * In: an object as the PowerShell modules of Microsoft Graph, Azure AD and Azure print it (`CreatedDateTime`, `IPAddress`).
 * Out: the same with the names that the services themselves give their properties (`createdDateTime`, `ipAddress`), at every depth.
 */

type Plain = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 12;
/** Capitals that lead a name: all but the last of several, which begins the next word. */
const LEAD = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/;

/** True for a resource with an id and a time, all of whose names begin with a capital. */
export function isOfPowerShell(object: Plain): boolean {
  const keys = Object.keys(object);
  return (
    Object.hasOwn(object, 'Id') &&
    keys.some((key) => key.endsWith('DateTime') || key.endsWith('Timestamp')) &&
    keys.every((key) => /^[A-Z@]/.test(key))
  );
}

export function withServiceNames(object: Plain): Plain {
  return renamed(object, 0);
}

function renamed(object: Plain, depth: number): Plain {
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(object)) out[key.replace(LEAD, lower)] = inside(value, depth);
  return out;
}

function inside(value: unknown, depth: number): unknown {
  if (depth === MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => inside(one, depth + 1));
  // A time that PowerShell wrote as an object is read as it stands.
  return isPlain(value) && !('DateTime' in value) ? renamed(value, depth + 1) : value;
}

function lower(capitals: string): string {
  return capitals.toLowerCase();
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
