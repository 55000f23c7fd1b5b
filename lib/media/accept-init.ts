import 'server-only'
import { createHash } from 'node:crypto'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { ByteStore } from './byte-store.ts'
import { type InitVerdict, judgeInit, type Seen } from './judge.ts'
import type { MediaFault } from './model.ts'
import { openEpoch } from './open-epoch.ts'
import { placeBytes } from './place-bytes.ts'
import { insertInit, lockShow, runsOf, useKey } from './store.ts'
import { tellDoors } from './tell-doors.ts'

export interface AcceptedInit {
  readonly showId: string
  /** The public name of the run that it opens the way for. */
  readonly epoch: string
  readonly file: string
  readonly fresh: boolean
  readonly seen: Partial<Seen>
}

/** A refusal, with what the door should remember of it. */
export type IngestFault = MediaFault & { readonly seen?: Partial<Seen> }

/** Only another door can have changed the show between its two judgements; whoever meets one this often is sent back. */
export const TRIES = 3

/**
 * Takes an init section (already checked to be one) of an encoder's run: opens a new epoch where it means one.
 * Idempotent; bytes before rows.
 */
export async function acceptInit(
  context: Context,
  store: ByteStore,
  given: {
    readonly keyId: string
    readonly showId: string
    readonly word: string
    readonly file: string
    readonly bytes: Uint8Array
  },
  seen: Seen,
): Promise<Result<AcceptedInit, IngestFault>> {
  const { showId, file, bytes } = given
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const judge = async (tx: Parameters<typeof runsOf>[0]): Promise<InitVerdict> =>
    judgeInit(await runsOf(tx, showId), { ...given, sha256, at: context.now().getTime() }, seen)

  for (let attempt = 1; ; attempt++) {
    const verdict = await judge(null)
    if (verdict.do === 'refuse') return refuse({ ...verdict.fault, seen: verdict.seen })
    if (verdict.do === 'same')
      return ok({
        showId,
        epoch: verdict.run.name,
        file: verdict.run.init?.file ?? file,
        fresh: false,
        seen: verdict.seen,
      })
    const placed = await placeBytes(store, { showId, epoch: verdict.name, file }, bytes)
    if (!placed.ok) return placed

    const written = await inTransaction<'written' | 'again', IngestFault>(async (tx) => {
      await lockShow(tx, showId)
      if (!(await useKey(tx, given.keyId, context.now()))) return refuse({ code: 'unknown-key' })
      const final = await judge(tx)
      if (final.do !== 'begin' || final.name !== verdict.name) return ok('again')
      const epochId = await openEpoch(tx, context, { ...given, ...final, container: 'FMP4' })
      await insertInit(tx, {
        id: context.id('init'),
        epochId,
        file,
        byteLength: bytes.byteLength,
        sha256,
        createdAt: context.now(),
      })
      await tellDoors(tx, showId)
      return ok('written')
    })
    if (!written.ok) return written
    if (written.value === 'written') return ok({ showId, epoch: verdict.name, file, fresh: true, seen: {} })
    if (attempt >= TRIES) return refuse({ code: 'busy' })
  }
}
