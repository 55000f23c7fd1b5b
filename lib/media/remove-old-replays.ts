import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { ByteStore } from './byte-store.ts'
import type { MediaEvent } from './events.ts'
import { lockShow, oldestReplays, removeStream, showsWithEpochs } from './store.ts'
import { tellDoors } from './tell-doors.ts'

export interface Retention {
  /** Replays older than this go. */
  readonly replayDays: number
  /** With less free than this, the oldest go before their time. */
  readonly diskFloorBytes: number
}

/** Removing a film of many hours takes a while: no more than this many in one round. */
const AT_ONCE = 20
const DAY_MS = 24 * 3600 * 1000
/** A draft that nobody finished for an hour is a killed door's. */
const DRAFT_AGE_MS = 3_600_000

/**
 * Makes room: replays past their days go, and, below the floor, the oldest ones until the floor is free again. A
 * show that is not over is never touched, however full the disk is. Answers how many went.
 */
export async function removeOldReplays(
  context: Context,
  store: ByteStore,
  { replayDays, diskFloorBytes }: Retention,
  log: Logger,
): Promise<number> {
  let removed = 0
  for (const replay of await oldestReplays(AT_ONCE)) {
    const free = await store.free()
    const expired = context.now().getTime() - replay.lastAt.getTime() > replayDays * DAY_MS
    if (!expired && free >= diskFloorBytes) break
    if (!(await removeReplay(context, store, replay.showId))) continue
    removed++
    log.info({ showId: replay.showId, expired, freeBytes: free }, 'removed a replay to make room')
  }
  return removed
}

/** Rows first, then bytes: no playlist names what is not there. What a crash leaves in between, `sweepBytes` finds. */
async function removeReplay(context: Context, store: ByteStore, showId: string): Promise<boolean> {
  const gone = await inTransaction(async (tx) => {
    await lockShow(tx, showId)
    if (!(await removeStream(tx, showId))) return ok(false)
    await emit<MediaEvent>(tx, context, { type: 'media.replay-removed', showId })
    await tellDoors(tx, showId)
    return ok(true)
  })
  if (!gone.ok || !gone.value) return false
  await store.removeShow(showId)
  return true
}

/** Bytes of shows that no row speaks of, and drafts of doors that were killed. Only folders that are an hour old. */
export async function sweepBytes(store: ByteStore): Promise<string[]> {
  await store.sweepTemporary(DRAFT_AGE_MS)
  const there = await store.shows(DRAFT_AGE_MS)
  const known = await showsWithEpochs(there)
  const orphans = there.filter((showId) => !known.has(showId))
  for (const showId of orphans) await store.removeShow(showId)
  return orphans
}
