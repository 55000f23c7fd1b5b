import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { startWorker } from '#lib/kernel/jobs.ts'
import { logger } from '#lib/kernel/log.ts'
import { answerJobs, ask } from '../fixtures/answer-job.ts'
import { useTestDatabase } from '../fixtures/database.ts'

useTestDatabase(closeDb)

// Ten seconds of silence, as many until somebody looks, one until the next try and five until it is fetched; an
// expired job alone would be two minutes late.
const PATIENCE_MS = 60_000

test('what a killed worker had in hand is done by the next one soon', {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  const first = spawn(
    process.execPath,
    ['--conditions=react-server', join(import.meta.dirname, '../fixtures/dying-worker.ts')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const begun = once(first.stdout, 'data')
  await ask()
  await begun
  first.kill('SIGKILL')
  let done = 0
  const next = await startWorker(
    [
      answerJobs(async () => {
        done++
      }),
    ],
    async () => {},
    logger('test'),
  )
  try {
    await expect.poll(() => done, { timeout: PATIENCE_MS }).toBe(1)
  } finally {
    await next.stop()
  }
})
