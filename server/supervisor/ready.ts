import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until the door says that everything answers.
 *
 * @param origin the door's, as reached from this machine
 * @param check called each time it is not ready yet; throws when waiting is in vain
 * @throws {Error} after `patience` ms, with what the door said last
 */
export async function waitUntilReady(
  origin: string,
  patience: number,
  signal: AbortSignal,
  check: () => void,
): Promise<void> {
  const until = Date.now() + patience
  let last = 'the door does not answer'
  while (!signal.aborted) {
    try {
      const response = await fetch(`${origin}/readyz`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
      })
      if (response.ok) return
      last = (await response.text()).trim().slice(0, 300) || `the door says ${response.status}`
    } catch {
      // Not there yet.
    }
    if (Date.now() > until) throw new Error(`The shop is not ready after ${patience / 1000} s: ${last}`)
    check()
    await sleep(50)
  }
}
