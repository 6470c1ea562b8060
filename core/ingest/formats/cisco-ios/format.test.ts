import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ciscoIos } from './format.ts';

testFormat(ciscoIos, import.meta.url);
