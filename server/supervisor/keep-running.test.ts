import { expect, test, vi } from 'vitest'
import { type KeepOptions, keepRunning } from './keep-running.ts'
import type { Running } from './running.ts'

/** Something that ends when told, and notes how it was stopped. */
function fake(pid: number) {
  const { promise, resolve } = Promise.withResolvers<string>()
  const stopped: number[] = []
  const running: Running = {
    pid,
    ended: promise,
    stop: async (patience) => {
      stopped.push(patience)
      resolve('ended with 0')
    },
  }
  return { running, end: resolve, stopped }
}

function setUp(launch: KeepOptions['launch'], more: Partial<KeepOptions> = {}) {
  const ends: [string, number][] = []
  const starts: number[] = []
  const options: KeepOptions = {
    name: 'door',
    launch,
    onEnd: (how, pause) => ends.push([how, pause]),
    onStart: (pid) => starts.push(pid),
    clock: { now: () => 0, sleep: async () => {} },
    ...more,
  }
  return { keep: () => keepRunning(options), ends, starts }
}

test('What ends is started again, and not after it was stopped', async () => {
  const runs = [fake(1), fake(2), fake(3)]
  let next = 0
  const { keep, ends, starts } = setUp(() => runs[next++]?.running as Running)
  const kept = await keep()
  runs[0]?.end('killed by SIGKILL')
  await vi.waitFor(() => expect(starts).toEqual([1, 2]))
  expect(kept.pid()).toBe(2)
  await kept.stop(70)
  expect(ends).toEqual([['killed by SIGKILL', 200]])
  expect(runs[1]?.stopped).toEqual([70])
  expect(next).toBe(2)
})

test('A first start that fails is thrown; a later one counts like an end', async () => {
  const failing = setUp(() => Promise.reject(new Error('no')))
  await expect(failing.keep()).rejects.toThrow('no')

  const first = fake(1)
  const third = fake(3)
  const launch = vi
    .fn<KeepOptions['launch']>()
    .mockReturnValueOnce(first.running)
    .mockRejectedValueOnce(new Error('port taken'))
    .mockReturnValueOnce(third.running)
  const { keep, ends, starts } = setUp(launch)
  const kept = await keep()
  first.end('ended with 1')
  await vi.waitFor(() => expect(starts).toEqual([1, 3]))
  expect(ends).toEqual([
    ['ended with 1', 200],
    ['port taken', 400],
  ])
  await kept.stop(0)
})

test('One that is stopped while it comes up again is stopped all the same', async () => {
  const first = fake(1)
  const second = fake(2)
  const coming = Promise.withResolvers<Running>()
  const launch = vi
    .fn<KeepOptions['launch']>()
    .mockReturnValueOnce(first.running)
    .mockReturnValueOnce(coming.promise)
  const { keep } = setUp(launch)
  const kept = await keep()
  first.end('ended with 1')
  await vi.waitFor(() => expect(launch).toHaveBeenCalledTimes(2))
  const stopped = kept.stop(5)
  coming.resolve(second.running)
  await stopped
  expect(second.stopped).toEqual([5])
})

test('An end that is meant is left at that', async () => {
  const only = fake(1)
  const launch = vi.fn<KeepOptions['launch']>().mockReturnValue(only.running)
  const { keep, ends } = setUp(launch, { isMeant: (how) => how === 'ended with 0' })
  const kept = await keep()
  only.end('ended with 0')
  await kept.stop(0)
  expect(launch).toHaveBeenCalledTimes(1)
  expect(ends).toEqual([])
})
