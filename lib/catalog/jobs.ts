import 'server-only'
import type { DomainJobs, Sweep } from '#lib/kernel/jobs.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { foldersOlderThan, removePictureFiles, removeUnfinished } from './picture-files.ts'
import { picturesThatExist } from './store.ts'

/** Longer than any upload that is still on its way to its row. */
const GRACE_MS = 60 * 60 * 1000

/** Bytes that a crash left without a row, or half written. */
export const strayPictures: Sweep = {
  name: 'catalog.stray-pictures',
  everySeconds: 6 * 3600,
  async run(context, log) {
    const { ids, unfinished } = await foldersOlderThan(new Date(context.now().getTime() - GRACE_MS))
    for (const name of unfinished) await removeUnfinished(name)
    let removed = unfinished.length
    for (let from = 0; from < ids.length; from += 500) {
      const some = ids.slice(from, from + 500)
      const known = await inTransaction(async (tx) => ok(await picturesThatExist(tx, some)))
      if (!known.ok) continue
      const strays = some.filter((id) => !known.value.has(id))
      for (const id of strays) await removePictureFiles(id)
      removed += strays.length
    }
    if (removed > 0) log.info({ removed }, 'took away pictures that no row names')
  },
}

export const catalogJobs: DomainJobs = { jobs: [], reactions: [], sweeps: [strayPictures] }
