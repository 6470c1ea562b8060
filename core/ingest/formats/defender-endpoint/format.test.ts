import { testFormat } from '../shared/format-tests.test-kit.ts';
import { defenderEndpoint } from './format.ts';

testFormat(defenderEndpoint, import.meta.url);
