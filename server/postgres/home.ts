import { createHash } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { canReach, type RunAs, whoRunsPostgres } from './run-as.ts'

/** Where one installation's PostgreSQL lives and who runs it. */
export type Home = { folder: string; cluster: string; runAs: RunAs }

/**
 * The cluster lies in `DATA_DIR/postgres`. When root starts it and the user that PostgreSQL must run as cannot come
 * through to DATA_DIR (a checkout below /root), it lies in `shelter` (/var/lib) instead and DATA_DIR/postgres is a link
 * to it: opening up somebody's home would be wrong, and data does not belong in a temporary folder.
 */
export function findHome(
  dataDir: string,
  shelter = '/var/lib',
  say: (sentence: string) => void = () => {},
): Home {
  const link = join(dataDir, 'postgres')
  const at = lstatSync(link, { throwIfNoEntry: false })
  if (at?.isSymbolicLink()) {
    const cluster = readlinkSync(link)
    return { folder: join(cluster, '..'), cluster, runAs: whoRunsPostgres(cluster) }
  }
  const runAs = whoRunsPostgres(link)
  if (at || runAs.uid === undefined || canReach(dataDir, runAs))
    return { folder: dataDir, cluster: link, runAs }
  const folder = join(shelter, `cunbo-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  if (existsSync(folder)) {
    // Its DATA_DIR was deleted, and with it the password: whoever did that wanted to begin anew, but data is kept.
    const aside = `${folder}.${Date.now()}`
    renameSync(folder, aside)
    say(`Put aside the database of an earlier ${dataDir} as ${aside}.`)
  }
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const cluster = join(folder, 'cluster')
  symlinkSync(cluster, link)
  return { folder, cluster, runAs }
}

/** A folder that only `runAs` can read, as PostgreSQL wants it. */
export function makePrivate(folder: string, runAs: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid)
}
