import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { lastLine, POSTGRES_ENV, SUPERUSER } from './cluster.ts'
import type { Home } from './home.ts'

/**
 * Sets the superuser's password without knowing the old one, in PostgreSQL's single-user mode: whoever owns the files
 * owns the database. Used when `secrets.json` was lost and the cluster was not. The cluster must not be running.
 */
export function resetPassword(home: Home, binaries: Binaries, password: string): Promise<void> {
  if (!/^[\w-]+$/.test(password))
    throw new Error('The password of the embedded PostgreSQL may hold A-Z a-z 0-9 _ - only.')
  return new Promise((resolve, reject) => {
    const single = spawn(
      join(binaries.folder, 'bin', 'postgres'),
      ['--single', '-D', home.cluster, '-c', 'log_min_error_statement=panic', 'postgres'],
      { ...home.runAs, env: POSTGRES_ENV, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] },
    )
    let output = ''
    single.stderr.on('data', (chunk) => (output += chunk))
    single.on('error', reject)
    single.on('close', (code) => {
      if (code === 0 && !/ERROR|FATAL/.test(output)) resolve()
      else reject(new Error(`PostgreSQL does not take a new password: ${lastLine(output)}`))
    })
    single.stdin.end(`ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`)
  })
}
