import { testFormat } from '../shared/format-tests.test-kit.ts';
import { stormshield } from './format.ts';

testFormat(stormshield, import.meta.url);
