/** Layouts the generator writes. The names are the generator's; importers find the format by themselves. */
export const LOG_FORMATS = ['squid', 'bluecoat', 'paloalto', 'fortigate', 'zscaler', 'asa'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export function isLogFormat(name: string): name is LogFormat {
  return (LOG_FORMATS as readonly string[]).includes(name);
}
