import { testFormat } from '../shared/format-tests.test-kit.ts';
import { kerio } from './format.ts';

testFormat(kerio, import.meta.url);
