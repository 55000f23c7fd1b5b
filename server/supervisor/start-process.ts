import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Running } from './running.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Program = {
  /** The TypeScript file, from the project's folder. */
  entry: string
  args?: string[]
  env: NodeJS.ProcessEnv
  /** Next brings its own React, which the condition of our other processes would replace. */
  reactServer?: boolean
  log: (line: string) => void
}

/**
 * Starts one of our programs on the project's runtime. It leads a process group of its own, so that Ctrl-C in the
 * terminal reaches only the supervisor, who stops things in order; and it ends by itself when we are gone.
 */
export function startProcess({ entry, args = [], env, reactServer = true, log }: Program): Running {
  const child = spawn(
    process.execPath,
    [
      ...(reactServer ? ['--conditions=react-server'] : []),
      '--import',
      join(import.meta.dirname, 'live-with-parent.ts'),
      join(ROOT, entry),
      ...args,
    ],
    {
      cwd: ROOT,
      env: { ...env, CUNBO_SUPERVISOR: String(process.pid) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', log)
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `ended with ${code}`))
  })
  return { pid: child.pid ?? 0, ended, stop: (patience) => stop(child, ended, patience) }
}

async function stop(child: ChildProcess, ended: Promise<string>, patience: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const kill = setTimeout(() => killGroup(child), patience)
  await ended
  clearTimeout(kill)
}

/** With whatever it has started itself. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
