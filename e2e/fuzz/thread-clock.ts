/** Processor milliseconds of this thread: those of the wall's clock count whatever else a busy machine does meanwhile. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
