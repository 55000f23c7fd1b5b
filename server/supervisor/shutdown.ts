/** A terminal and npm may each pass on the same Ctrl-C; what comes within this time is one; ms. */
const ONE_PRESS = 1_000

/**
 * Turns signals, and the death of whoever started us, into one orderly stop; a later second one into a harsher, a third
 * into the end.
 *
 * @param stop called for the first and for the second
 */
export function onStopSignals(
  stop: (harsh: boolean) => void,
  now: () => number = () => performance.now(),
): void {
  let last = Number.NEGATIVE_INFINITY
  let count = 0
  const received = () => {
    if (now() - last < ONE_PRESS) return
    last = now()
    count += 1
    if (count > 2) process.exit(1)
    stop(count === 2)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, received)
  process.on('disconnect', received)
}
