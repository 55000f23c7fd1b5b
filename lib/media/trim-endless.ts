import 'server-only'
import type { Logger } from '#lib/kernel/log.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { ByteStore } from './byte-store.ts'
import { kindOf, numberOf } from './model.ts'
import { deleteBeginning, endlessFilms, lockShow } from './store.ts'
import { keptFrom } from './store-reads.ts'

/** Encoders wait while a show is locked: an hour and a half of one-second segments at a time. */
const ROWS_AT_ONCE = 5_000

/**
 * Shortens the films of endless shows that are going on, from the beginning. Rows first, then bytes, as everywhere:
 * which bytes are to go is read from the rows that are left, so what a crash leaves in between goes the next time.
 */
export async function trimEndless(store: ByteStore, log: Logger): Promise<void> {
  for (const film of await endlessFilms()) {
    let gone = 0
    for (let more = ROWS_AT_ONCE; more === ROWS_AT_ONCE; gone += more) {
      const trimmed = await inTransaction<number, never>(async (tx) => {
        await lockShow(tx, film.showId)
        return ok(await deleteBeginning(tx, film, ROWS_AT_ONCE))
      })
      if (!trimmed.ok) break
      more = trimmed.value
    }
    const files = await removeBytes(store, film.showId)
    if (gone + files > 0)
      log.info({ showId: film.showId, segments: gone, files }, 'shortened an endless film')
  }
}

/** Numbers only ever count up within an epoch: whatever stands below the first that is kept belongs to nothing. */
async function removeBytes(store: ByteStore, showId: string): Promise<number> {
  let removed = 0
  for (const { epoch, number } of await keptFrom(showId)) {
    const files = await store.files(showId, epoch)
    if (number === null) {
      if (files.length > 0) await store.removeEpoch(showId, epoch)
      removed += files.length
      continue
    }
    for (const file of files) {
      if (kindOf(file) !== 'segment' || (numberOf(file) ?? number) >= number) continue
      await store.discard({ showId, epoch, file })
      removed++
    }
  }
  return removed
}
