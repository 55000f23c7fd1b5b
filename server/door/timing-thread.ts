// Runs in a thread of its own: what a parser makes of hostile bytes must not hold up the viewers' connections.
import { parentPort } from 'node:worker_threads'
import { checkInit, readTiming } from '#lib/media/read-timing.ts'
import type { TimingAnswer, TimingQuestion } from './timing-reader.ts'

parentPort?.on('message', async ({ id, container, bytes, init }: TimingQuestion) => {
  const answer: TimingAnswer =
    container === 'INIT'
      ? { id, fault: await checkInit(bytes) }
      : { id, reading: await readTiming(bytes, container, init) }
  parentPort?.postMessage(answer)
})
