import { testFormat } from '../shared/format-tests.test-kit.ts';
import { barracuda } from './format.ts';

testFormat(barracuda, import.meta.url);
