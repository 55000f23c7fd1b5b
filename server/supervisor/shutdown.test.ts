import { afterEach, expect, test } from 'vitest'
import { onStopSignals } from './shutdown.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal as 'SIGINT')]))
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal as 'SIGINT')) {
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener)
    }
  }
})

test('One Ctrl-C that arrives twice is one; a later one is harsher', () => {
  let now = 0
  const stops: boolean[] = []
  onStopSignals(
    (harsh) => stops.push(harsh),
    () => now,
  )
  process.emit('SIGINT')
  now = 400
  process.emit('SIGTERM')
  expect(stops).toEqual([false])
  now = 1_500
  process.emit('SIGINT')
  expect(stops).toEqual([false, true])
})

test('The death of whoever started us is a signal too', () => {
  const stops: boolean[] = []
  onStopSignals(
    (harsh) => stops.push(harsh),
    () => 0,
  )
  for (const listener of process.listeners('disconnect')) {
    if (!before.get('disconnect')?.includes(listener as never)) listener()
  }
  expect(stops).toEqual([false])
})
