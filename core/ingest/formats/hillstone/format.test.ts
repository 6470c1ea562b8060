import { testFormat } from '../shared/format-tests.test-kit.ts';
import { hillstone } from './format.ts';

testFormat(hillstone, import.meta.url);
