import { type Logger, pino } from 'pino'
import { createSandbox } from './sandbox.ts'
import type { SandboxOptions } from './sandbox-surface.ts'
import { readSettings, type Settings } from './settings.ts'

/** `node --conditions=react-server server/payments-sandbox/main.ts` */
const settings = readSettings(process.env)
if (settings.ok) await run(settings.value)
else stop(settings.problem)

async function run({ port, ...options }: Settings): Promise<void> {
  const log = pino({
    level: process.env.LOG_LEVEL || 'info',
    base: { process: 'payments-sandbox' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  })
  const sandbox = openSandbox(options, log)
  if (!sandbox) return
  try {
    const url = await sandbox.listen(port)
    log.info({ url, controls: options.controls }, 'the payments sandbox listens; no money moves')
  } catch (error) {
    await sandbox.close()
    return stop(`The payments sandbox cannot listen on 127.0.0.1:${port}: ${reason(error)}.`)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      sandbox.close().then(() => process.exit(0))
    })
}

function openSandbox(options: SandboxOptions, log: Logger) {
  try {
    return createSandbox({ ...options, log })
  } catch (error) {
    return stop(reason(error))
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'EADDRINUSE' ? 'the port is taken' : error.message
}

function stop(sentence: string): undefined {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
