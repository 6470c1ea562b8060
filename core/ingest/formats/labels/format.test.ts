import { testFormat } from '../shared/format-tests.test-kit.ts';
import { labels } from './format.ts';

testFormat(labels, import.meta.url);
