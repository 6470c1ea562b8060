import { testFormat } from '../shared/format-tests.test-kit.ts';
import { flowText } from './format.ts';

testFormat(flowText, import.meta.url);
