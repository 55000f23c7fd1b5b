import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import { type LiveFault, MAX_OPEN_PINS, type PinInput } from './model.ts'
import { mayAssist } from './policy.ts'
import { closePins, listedForSale, openPins } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/**
 * Puts a listed product on air from this moment. Pinning what is pinned changes nothing; a fourth closes the oldest.
 * Sold out is no obstacle: it is shown beside the pin.
 */
export async function pinProduct(
  context: Context,
  actor: Actor,
  { showId, productId }: PinInput,
): Promise<Result<{ pinId: string }, LiveFault>> {
  return await inTransaction<{ pinId: string }, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'pin', mayAssist)
    if (!admitted.ok) return admitted
    const forSale = await listedForSale(tx, showId, productId)
    if (forSale === null) return refuse({ code: 'not-listed' })
    if (!forSale) return refuse({ code: 'not-for-sale' })

    const open = await openPins(tx, showId)
    const already = open.find((pin) => pin.productId === productId)
    if (already) return ok({ pinId: already.id })

    const now = context.now()
    const tooMany = open.slice(0, Math.max(0, open.length - MAX_OPEN_PINS + 1)).map(({ id }) => id)
    if (tooMany.length > 0) await closePins(tx, showId, now, tooMany)
    const pinId = context.id('pin')
    await tx.pin.create({ data: { id: pinId, showId, productId, from: now, pinnedById: actor.id } })
    await emit<LiveEvent>(tx, context, { type: 'live.pins-changed', showId })
    await tellDoors(tx, showId)
    return ok({ pinId })
  })
}
