import type { LogFormat } from '../log-format.ts';
import { AsaWriter } from './asa.ts';
import { BlueCoatWriter } from './bluecoat.ts';
import { FortiGateWriter } from './fortigate.ts';
import { PaloAltoWriter } from './paloalto.ts';
import { SquidWriter } from './squid.ts';
import type { LogWriter } from './writer.ts';
import { ZscalerWriter } from './zscaler.ts';

const WRITERS: Readonly<Record<LogFormat, () => LogWriter>> = {
  squid: () => new SquidWriter(),
  bluecoat: () => new BlueCoatWriter(),
  paloalto: () => new PaloAltoWriter(),
  fortigate: () => new FortiGateWriter(),
  zscaler: () => new ZscalerWriter(),
  asa: () => new AsaWriter(),
};

export function createWriter(format: LogFormat): LogWriter {
  return WRITERS[format]();
}
