import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type ToEnd = {
  root: string
  /** Node's own arguments, the script and the script's arguments. */
  args: string[]
  env: NodeJS.ProcessEnv
  /** Each line of either stream as it comes. */
  line?: (line: string, stream: 'out' | 'err') => void
  /** Ends it early. */
  signal?: AbortSignal | undefined
}

/**
 * Runs a script on the project's runtime until it ends; it ends too when we are killed.
 *
 * @returns its exit code (null: it was killed) and what it said
 */
export function runToEnd(work: ToEnd): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', join(import.meta.dirname, 'live-with-parent.ts'), ...work.args],
      {
        cwd: work.root,
        env: { ...work.env, CUNBO_SUPERVISOR: String(process.pid) },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    const stop = () => child.kill('SIGTERM')
    work.signal?.addEventListener('abort', stop)
    const said = { out: '', err: '' }
    for (const [name, stream] of [
      ['out', child.stdout],
      ['err', child.stderr],
    ] as const) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        said[name] += `${line}\n`
        work.line?.(line, name)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      work.signal?.removeEventListener('abort', stop)
      resolve({ code, ...said })
    })
  })
}

/** The end of what a program said: what went wrong stands there. */
export function tail(text: string, lines: number): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
