import { testFormat } from '../shared/format-tests.test-kit.ts';
import { juniperSrx } from './format.ts';

testFormat(juniperSrx, import.meta.url);
