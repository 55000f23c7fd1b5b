import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** The user a program is started as; empty: as we are. */
export type RunAs = { uid?: number; gid?: number }

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as whoever owns the cluster already, else as a user that
 * most systems and container images have; it must be in /etc/passwd, where initdb looks its name up.
 */
export function whoRunsPostgres(cluster: string): RunAs {
  const we = process.getuid?.()
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (we !== 0) {
    if (owner && owner.uid !== we)
      throw new Error(
        `The database in ${cluster} belongs to another user (uid ${owner.uid}): start as that user or as root, or choose another DATA_DIR.`,
      )
    return {}
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = new Map<string, RunAs>()
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && Number(uid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  for (const name of ['postgres', 'node', 'nobody', 'daemon']) {
    const user = users.get(name)
    if (user) return user
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user to run it as: set DATABASE_URL.')
}

/** Whether that user can execute a program, or enter a folder, through all the folders above it. */
export function canReach(path: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...runAs, cwd: '/' }).status === 0
}
