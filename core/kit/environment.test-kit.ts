import process from 'node:process';

/** Gives the process these variables and no others. In place: Vitest's stubs hold on to the object. */
export function setEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
}
