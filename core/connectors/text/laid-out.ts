/** Lines whose fields have their place instead of a name: each product's layout, and the names that its documents give the places. */
import { FieldSet, type TextFields } from './fields.ts';

interface Layout {
  readonly pattern: RegExp;
  /** Of the pattern's groups, in order. */
  readonly names: readonly string[];
}

const LAYOUTS: readonly Layout[] = [
  // PingFederate, audit.log: `%d| tid| event| subject| ip| app| connectionid| protocol| host| role| status| adapterid| description| responsetime`.
  {
    pattern:
      /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) ?\| ?(tid:[^|]{0,100})\|([^|]{1,100})\|([^|]{0,1000})\|([^|]{0,100})\|([^|]{0,2000})\|([^|]{0,1000})\|([^|]{0,100})\|([^|]{0,300})\|([^|]{0,100})\|([^|]{0,100})\|([^|]{0,300})(?:\|([^|]{0,4000}))?/,
    names:
      'timestamp trackingid event subject ip app connectionid protocol pfhost role status adapterid description'.split(
        ' ',
      ),
  },
  // PingFederate, admin.log: `%d | user | roles | ip | component | event | eventdetailid | message`.
  {
    pattern:
      /^(\d{4}-\d\d-\d\d {1,2}\d{1,2}:\d\d:\d\d,\d{3}) \| ([^|]{0,300}) \| ([A-Za-z, ]{0,300}) \| ([0-9a-fA-F.:]{0,60}) \| ([^|]{0,200}) \| ([A-Z_ ]{1,80}) \| ([A-Z_ ]{1,80}) \| (.{0,4000})/,
    names: 'timestamp user roles ip component event eventdetailid message'.split(' '),
  },
  // vCenter: `Event [key] [1-1] [time] [type] [severity] [user] [datacenter] [chain] [message]`.
  {
    pattern:
      /^Event \[(\d{1,20})\] \[\d{1,5}-\d{1,5}\] \[([0-9T:.Z-]{20,40})\] \[([\w.]{1,200})\] \[(\w{1,20})\] \[([^\]]{0,300})\] \[([^\]]{0,300})\] \[(-?\d{0,20})\] \[(.{0,8000}?)\]?(?:\\n)?$/,
    names: 'key createdTime eventTypeId severity userName datacenter chainId fullFormattedMessage'.split(' '),
  },
];

/** @returns undefined when the message has none of the layouts */
export function laidOutRecord(message: string): TextFields | undefined {
  for (const { pattern, names } of LAYOUTS) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const out = new FieldSet();
    for (const [at, name] of names.entries()) out.put(name, (match[at + 1] ?? '').trim());
    return out.fields;
  }
  return undefined;
}
