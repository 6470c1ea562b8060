import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { Grades } from '../../kit/table/described-columns.tsx';

export const GRADES: Grades<MethodOutput<'formats.list'>[number]['grade']> = {
  verified: ['teal', 'Checked against real logs of this product.'],
  documented: ['azure', 'Written after the vendor’s own description of the format.'],
  own: ['grape', 'Described in this workspace.'],
  unverified: ['orange', 'Neither real logs nor a vendor’s description were at hand: check the preview with care.'],
};
