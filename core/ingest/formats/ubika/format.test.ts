import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ubika } from './format.ts';

testFormat(ubika, import.meta.url);
