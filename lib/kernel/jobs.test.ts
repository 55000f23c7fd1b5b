import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { systemContext } from './context.ts'
import { closeDb } from './db.ts'
import { defineJob, react, startWorker, type Worker } from './jobs.ts'
import { logger } from './log.ts'
import { type DomainEvent, emit } from './outbox.ts'
import { ok } from './result.ts'
import { inTransaction } from './transaction.ts'

useTestDatabase(closeDb)

interface Asked extends DomainEvent {
  readonly type: 'test.asked'
  readonly number: number
}

let worker: Worker | undefined
afterEach(() => worker?.stop())

/** A worker with one job; answers which numbers it has done, in order. */
async function openWorker(atOnce: number, run: (number: number) => Promise<void>) {
  const done: number[] = []
  const job = defineJob({
    name: 'test.answer',
    input: z.strictObject({ number: z.number() }),
    retry: { limit: 3, seconds: 1 },
    atOnce,
    async run(_, { number }) {
      await run(number)
      done.push(number)
    },
  })
  const reactions = [
    react<Asked, 'test.asked', { number: number }>('test.asked', job, ({ number }) => ({ number })),
  ]
  worker = await startWorker([{ jobs: [job], reactions, sweeps: [] }], async () => {}, logger('test'))
  return done
}

async function ask(count: number): Promise<void> {
  const context = systemContext()
  await inTransaction<undefined, never>(async (tx) => {
    for (let number = 0; number < count; number++)
      await emit<Asked>(tx, context, { type: 'test.asked', number })
    return ok()
  })
}

// The queue's own rounds are half a minute apart: whatever waits for one is not there before the test gives up.
const PATIENCE = { timeout: 20_000 }

test.each([1, 3])('a burst is worked off without a pause, %i at once', async (atOnce) => {
  const done = await openWorker(atOnce, async () => {})
  await ask(20)
  await expect.poll(() => done.toSorted((a, b) => a - b), PATIENCE).toEqual([...Array(20).keys()])
})

test('no more run at once than the job admits', async () => {
  let running = 0
  let most = 0
  const done = await openWorker(2, async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  })
  await ask(12)
  await expect.poll(() => done.length, PATIENCE).toBe(12)
  expect(most).toBeLessThanOrEqual(2)
})

test('what fails is tried again when it is due', async () => {
  const failed = new Set<number>()
  const done = await openWorker(1, async (number) => {
    if (failed.has(number)) return
    failed.add(number)
    throw new Error('the first time it fails')
  })
  await ask(3)
  await expect.poll(() => done.toSorted((a, b) => a - b), PATIENCE).toEqual([0, 1, 2])
})
