import { testFormat } from '../shared/format-tests.test-kit.ts';
import { envoy } from './format.ts';

testFormat(envoy, import.meta.url);
