import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { hasWords } from '#lib/kernel/fields.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { LevelChanged } from './events.ts'
import { lotCode } from './lot-code.ts'
import type { InventoryFault, ReceiveInput } from './model.ts'
import { mayMoveStock } from './policy.ts'
import { lockLevel, recordMovements, variantOwner } from './store.ts'

const DAY = 24 * 3600 * 1000

/** A harvest batch comes into the shed: a lot with a code for its boxes, and its packs are on sale at once. */
export async function receiveLot(
  context: Context,
  actor: Actor,
  input: ReceiveInput,
): Promise<Result<{ lotId: string; code: string }, InventoryFault>> {
  return await inTransaction<{ lotId: string; code: string }, InventoryFault>(async (tx) => {
    if (!mayMoveStock(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
    const owner = await variantOwner(tx, input.variantId)
    if (owner?.cooperativeId !== input.cooperativeId || owner.retired)
      return refuse({ code: 'variant-unknown' })
    const producer = await tx.producer.findUnique({
      where: { id: input.producerId },
      select: { cooperativeId: true, village: true, cooperative: { select: { slug: true } } },
    })
    if (producer?.cooperativeId !== input.cooperativeId) return refuse({ code: 'producer-unknown' })
    // The date line: it may be tomorrow already where the harvest was.
    if (Date.parse(input.harvestedOn) > context.now().getTime() + DAY)
      return refuse({ code: 'harvest-ahead' })
    if (input.bestBefore && input.bestBefore < input.harvestedOn)
      return refuse({ code: 'best-before-harvest' })

    await lockLevel(tx, input.variantId)
    const lotId = context.id('lot')
    const village =
      input.village && hasWords(input.village) ? input.village : (producer.village as unknown as Localised)
    const code = await freshCode(tx, context, producer.cooperative.slug)
    await tx.lot.create({
      data: {
        id: lotId,
        code,
        cooperativeId: input.cooperativeId,
        producerId: input.producerId,
        variantId: input.variantId,
        state: 'OPEN',
        received: input.quantity,
        remaining: input.quantity,
        village: { ...village },
        harvestedOn: new Date(input.harvestedOn),
        bestBefore: input.bestBefore ? new Date(input.bestBefore) : null,
        createdAt: context.now(),
      },
    })
    const { variantId, quantity } = input
    await recordMovements(
      tx,
      [{ variantId, lotId, kind: 'RECEIPT', onHand: quantity, held: 0, actorId: actor.id, cause: lotId }],
      context.now(),
    )
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: input.cooperativeId,
      action: 'inventory.receive-lot',
      subject: lotId,
      data: { variantId, quantity },
    })
    await emit<LevelChanged>(tx, context, { type: 'inventory.level-changed', variantIds: [variantId] })
    return ok({ lotId, code })
  })
}

/** 33 million codes a prefix: a few tries always find a free one. The unique index has the last word. */
async function freshCode(tx: Tx, context: Context, slug: string): Promise<string> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const code = lotCode(slug, context.id('lot'))
    if (!(await tx.lot.findUnique({ where: { code }, select: { id: true } }))) return code
  }
  throw new Error('no free lot code in eight tries')
}
