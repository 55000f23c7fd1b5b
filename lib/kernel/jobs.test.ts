import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { systemContext } from './context.ts'
import { closeDb, db } from './db.ts'
import { defineJob, type Observer, react, startWorker, type Worker } from './jobs.ts'
import { logger } from './log.ts'
import { type DomainEvent, emit } from './outbox.ts'
import { ok } from './result.ts'
import { signsOfLife } from './sign-of-life.ts'
import { inTransaction } from './transaction.ts'

useTestDatabase(closeDb)

interface Asked extends DomainEvent {
  readonly type: 'test.asked'
  readonly number: number
}

let worker: Worker | undefined
afterEach(async () => {
  await worker?.stop()
  await db().outbox.deleteMany()
})

/** A worker with one job; answers which numbers it has done, in order. */
async function openWorker(
  atOnce: number,
  run: (number: number) => Promise<void>,
  observe: Observer = async () => {},
) {
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
  worker = await startWorker([{ jobs: [job], reactions, sweeps: [] }], observe, logger('test'))
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

describe('an event that cannot be carried on', () => {
  /** An observer that breaks over some numbers, as the feed would over an event it can make nothing of. */
  function stumblingOver(...bad: number[]) {
    const seen: number[] = []
    const observe: Observer = async (_, events) => {
      const numbers = events.map(({ event }) => (event as Asked).number)
      if (numbers.some((number) => bad.includes(number))) throw new Error('nobody can observe this')
      seen.push(...numbers)
    }
    return { seen, observe, mend: () => bad.splice(0) }
  }
  const aside = () => db().outbox.count({ where: { setAsideAt: { not: null } } })

  test('is set aside and kept; the others pass it in their order, and the house is well', async () => {
    const { seen, observe } = stumblingOver(1)
    const done = await openWorker(1, async () => {}, observe)
    await ask(4)
    await expect.poll(() => done.toSorted((a, b) => a - b), PATIENCE).toEqual([0, 2, 3])
    expect(seen).toEqual([0, 2, 3])
    expect(await aside()).toBe(1)
    const later = new Date(Date.now() + 3_600_000)
    expect(await signsOfLife(later)).toEqual({ worker: 'ok' })
  })

  test('is carried by the next worker that can', async () => {
    const { seen, observe, mend } = stumblingOver(1)
    await openWorker(1, async () => {}, observe)
    await ask(2)
    await expect.poll(aside, PATIENCE).toBe(1)
    await worker?.stop()
    mend()
    const done = await openWorker(1, async () => {}, observe)
    await expect.poll(() => done, PATIENCE).toEqual([1])
    expect(seen).toEqual([0, 1])
    expect(await db().outbox.count()).toBe(0)
  })

  test('beyond a few, everything stands and says so: then the house is broken, not an event', async () => {
    const { seen, observe } = stumblingOver(...Array(30).keys())
    await openWorker(1, async () => {}, observe)
    await ask(31)
    await expect.poll(aside, PATIENCE).toBe(20)
    const later = new Date(Date.now() + 3_600_000)
    await expect.poll(() => signsOfLife(later), PATIENCE).toEqual({ worker: 'stuck' })
    expect(await aside()).toBe(20)
    expect(seen).toEqual([])
  })
})
