import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ecs } from './format.ts';

testFormat(ecs, import.meta.url);
