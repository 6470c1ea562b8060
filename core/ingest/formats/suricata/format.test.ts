import { testFormat } from '../shared/format-tests.test-kit.ts';
import { suricata } from './format.ts';

testFormat(suricata, import.meta.url);
