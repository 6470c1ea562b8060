import { testFormat } from '../shared/format-tests.test-kit.ts';
import { netskope } from './format.ts';

testFormat(netskope, import.meta.url);
