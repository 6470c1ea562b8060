/**
 * What was last found to be in its normal form. The same string then need not be looked at again on its way through the pipeline:
 * comparing it with itself costs nothing. Only an optimisation: whether a text equals the known one never depends on history.
 */
export const known = {
  /** A host that normalising would leave as it is. */
  host: '',
  /** An IPv4 address. */
  ipv4: '',
  /** A user that normalising would leave as it is. */
  user: '',
};
