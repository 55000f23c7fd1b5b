import { type RunningPostgres, startPostgres } from '../embedded-postgres.ts'
import type { Demo } from './demo.ts'
import type { Task } from './processes.ts'
import { startProcess } from './start-process.ts'
import { type Facts, sandboxTold, told, whoTakesMoney } from './told.ts'

/** The embedded PostgreSQL, on the same port as long as we live. */
export function postgresTask(
  options: { dataDir: string; password: string; port: number; say: (sentence: string) => void },
  onStart: (running: RunningPostgres) => void,
): Task {
  return {
    name: 'postgres',
    patience: 15_000,
    settlesItself: true,
    launch: async (log) => {
      const running = await startPostgres({ ...options, log })
      onStart(running)
      return { ...running, ended: running.ended.then(() => 'ended') }
    },
  }
}

/** The shop's own processes, in the order in which they are started; they are stopped the other way round. */
export function shopTasks(facts: Facts, demo: Demo | undefined): Task[] {
  const env = told(facts)
  const tasks: Task[] = []
  if (whoTakesMoney(facts) === 'sandbox') {
    const entry = 'server/payments-sandbox/main.ts'
    tasks.push(programTask('payments-sandbox', 3_000, { entry, env: sandboxTold(facts) }))
  }
  tasks.push(
    programTask('worker', 15_000, { entry: 'server/worker.ts', env }),
    programTask('web', 5_000, {
      entry: 'server/web.ts',
      args: facts.development ? ['--dev'] : [],
      env,
      reactServer: false,
    }),
    programTask('door', 10_000, { entry: 'server/door/main.ts', env }),
  )
  return demo ? [...tasks, encoderTask(env, demo)] : tasks
}

/** It ends with 0 when its key is refused: somebody has rotated it, and wants it silent. */
function encoderTask(env: NodeJS.ProcessEnv, demo: Demo): Task {
  return {
    ...programTask('demo-encoder', 2_000, {
      entry: 'server/demo-encoder.ts',
      env: { ...env, INGEST_URL: demo.onAir.ingestUrl },
    }),
    isMeant: (how) => how === 'ended with 0',
  }
}

function programTask(
  name: string,
  patience: number,
  program: Omit<Parameters<typeof startProcess>[0], 'log'>,
): Task {
  return { name, patience, launch: (log) => startProcess({ ...program, log }) }
}
