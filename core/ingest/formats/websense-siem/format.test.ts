import { testFormat } from '../shared/format-tests.test-kit.ts';
import { websenseSiem } from './format.ts';

testFormat(websenseSiem, import.meta.url);
