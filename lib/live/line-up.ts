import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Refused, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import { type LineUp, type LiveFault, MAX_LISTINGS } from './model.ts'
import { mayHost } from './policy.ts'
import { closePins, openPins, ownProducts } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/**
 * Sets the whole line-up: which products, in which order, at which on-air prices. What leaves the line-up leaves the
 * air too, because a pin needs a listed product.
 */
export async function lineUp(
  context: Context,
  actor: Actor,
  input: LineUp,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, input.showId, 'line-up', mayHost)
    if (!admitted.ok) return admitted
    const { cooperativeId } = admitted.value
    const wrong = await misfit(tx, cooperativeId, input)
    if (wrong) return wrong
    await writeListings(tx, context, input)
    await unpinUnlisted(tx, context, input)
    await emit<LiveEvent>(tx, context, { type: 'live.line-up-changed', showId: input.showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'live.line-up',
      subject: input.showId,
      data: { products: input.listings.map(({ productId }) => productId) },
    })
    return ok()
  })
}

async function misfit(
  tx: Tx,
  cooperativeId: string,
  { listings }: LineUp,
): Promise<Refused<LiveFault> | null> {
  if (listings.length > MAX_LISTINGS) return refuse({ code: 'line-up-full', max: MAX_LISTINGS })
  const own = await ownProducts(
    tx,
    cooperativeId,
    listings.map(({ productId }) => productId),
  )
  const seen = new Set<string>()
  for (const { productId, prices } of listings) {
    if (seen.has(productId)) return refuse({ code: 'product-twice', productId })
    seen.add(productId)
    const variants = own.get(productId)
    if (!variants) return refuse({ code: 'product-foreign', productId })
    const priced = new Set<string>()
    for (const { variantId } of prices) {
      if (!variants.has(variantId) || priced.has(variantId))
        return refuse({ code: 'variant-foreign', variantId })
      priced.add(variantId)
    }
  }
  return null
}

async function writeListings(tx: Tx, context: Context, { showId, listings }: LineUp): Promise<void> {
  // Rows go and come whole: nothing points at a listing but its own prices.
  await tx.listing.deleteMany({ where: { showId } })
  const rows = listings.map((listing, position) => ({ ...listing, id: context.id('listing'), position }))
  await tx.listing.createMany({
    data: rows.map(({ id, productId, position }) => ({ id, showId, productId, position })),
  })
  await tx.listingPrice.createMany({
    data: rows.flatMap(({ id, prices }) => prices.map((price) => ({ listingId: id, ...price }))),
  })
}

async function unpinUnlisted(tx: Tx, context: Context, { showId, listings }: LineUp): Promise<void> {
  const listed = new Set(listings.map(({ productId }) => productId))
  const orphans = (await openPins(tx, showId)).filter(({ productId }) => !listed.has(productId))
  if (orphans.length === 0) return
  await closePins(
    tx,
    showId,
    context.now(),
    orphans.map(({ id }) => id),
  )
  await emit<LiveEvent>(tx, context, { type: 'live.pins-changed', showId })
  await tellDoors(tx, showId)
}
