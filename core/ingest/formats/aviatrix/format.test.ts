import { testFormat } from '../shared/format-tests.test-kit.ts';
import { aviatrix } from './format.ts';

testFormat(aviatrix, import.meta.url);
