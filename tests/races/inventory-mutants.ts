import { gatherRequests, type HoldOutcome, type HoldRequest } from '#lib/inventory/model.ts'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { type Shelf, theShelf } from './inventory-shelf.ts'

// The mistakes that shops are really built with, each as the whole verb that somebody might have written.

type HoldVerb = Shelf['holdStock']

async function writeHold(tx: Tx, context: Context, { reference, variantId, quantity }: HoldRequest) {
  await tx.$executeRaw`
    insert into hold (id, reference, variant_id, quantity, created_at)
    values (${context.id('hold')}, ${reference}, ${variantId}, ${quantity}, ${context.now()})`
  await tx.$executeRaw`
    insert into stock_movement (variant_id, kind, on_hand, held, cause, at)
    values (${variantId}, 'HOLD', 0, ${quantity}, ${reference}, ${context.now()})`
}

/** One wish after the other, with `take` deciding; what goes wrong comes back as short. */
function oneByOne(
  take: (tx: Tx, wish: HoldRequest) => Promise<boolean>,
  arrange = (w: HoldRequest[]) => w,
): HoldVerb {
  return async (tx, context, requests) => {
    const outcomes = new Map<string, HoldOutcome>()
    for (const wish of arrange(gatherRequests(requests))) {
      const { reference, variantId } = wish
      if (await take(tx, wish)) {
        await writeHold(tx, context, wish)
        if (!outcomes.has(reference)) outcomes.set(reference, { reference, ok: true })
      } else outcomes.set(reference, { reference, ok: false, short: [{ variantId, available: 0 }] })
    }
    return [...outcomes.values()]
  }
}

const takeIfThere = async (tx: Tx, { variantId, quantity }: HoldRequest) =>
  (await tx.$executeRaw`
    update stock_level set held = held + ${quantity}
    where variant_id = ${variantId} and on_hand - held >= ${quantity}`) > 0

/** Reads the level, adds up in JavaScript, writes it back. */
const readThenWriteHold = oneByOne(async (tx, { variantId, quantity }) => {
  const level = await tx.stockLevel.findUnique({ where: { variantId } })
  if (!level || level.onHand - level.held < quantity) return false
  await tx.stockLevel.update({ where: { variantId }, data: { held: level.held + quantity } })
  return true
})

/** Looks without a lock, then takes: only the CHECK stands between it and the eleventh crate. */
const holdWithoutLock = oneByOne(async (tx, { variantId, quantity }) => {
  const level = await tx.stockLevel.findUnique({ where: { variantId } })
  if (!level || level.onHand - level.held < quantity) return false
  await tx.stockLevel.update({ where: { variantId }, data: { held: { increment: quantity } } })
  return true
})

/** Locks, looks and takes in one statement, but adds to the row as it was when the statement began. */
const addToOldRow = oneByOne(async (tx, { variantId, quantity }) => {
  const taken = await tx.$executeRaw`
    with level as materialized (
      select on_hand - held as available from stock_level where variant_id = ${variantId} for update
    )
    update stock_level set held = held + ${quantity} from level
    where variant_id = ${variantId} and level.available >= ${quantity}`
  return taken > 0
})

/** Right for one variant; takes the locks of a basket in the order of the basket. */
const lockAsAsked = oneByOne(takeIfThere)

/** Takes what there is of a basket. */
const holdPartOfBasket = oneByOne(takeIfThere, (wishes) =>
  wishes.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1)),
)

/** Judges a gathered batch by its running sum: a refused wish still takes its place from those behind it. */
const refusedTakesAnyway: HoldVerb = async (tx, context, requests) => {
  const wished = new Map<string, number>()
  const kept: HoldRequest[] = []
  const refused = new Set<string>()
  for (const wish of requests) {
    const level = await tx.stockLevel.findUnique({ where: { variantId: wish.variantId } })
    const sum = (wished.get(wish.variantId) ?? 0) + wish.quantity
    wished.set(wish.variantId, sum)
    if (!level || level.onHand - level.held < sum) refused.add(wish.reference)
    kept.push(wish)
  }
  const outcomes = await theShelf.holdStock(
    tx,
    context,
    kept.filter(({ reference }) => !refused.has(reference)),
  )
  const short = [...refused].map((reference) => ({ reference, ok: false as const, short: [] }))
  const order = gatherRequests(requests).map(({ reference }) => reference)
  return [...outcomes, ...short].toSorted((a, b) => order.indexOf(a.reference) - order.indexOf(b.reference))
}

/** Ends the hold and says so, but the packs stay held for nobody. */
const releaseForgetsHeld: Shelf['releaseHold'] = async (tx, context, reference) => {
  await tx.hold.updateMany({
    where: { reference, state: 'HELD' },
    data: { state: 'RELEASED', endedAt: context.now() },
  })
  return true
}

/** Gives back as often as it is asked. */
const releaseTwice: Shelf['releaseHold'] = async (tx, context, reference) => {
  for (const { variantId, quantity } of await tx.hold.findMany({ where: { reference } })) {
    await tx.$executeRaw`update stock_level set held = held - ${quantity} where variant_id = ${variantId}`
    await tx.$executeRaw`
      insert into stock_movement (variant_id, kind, on_hand, held, cause, at)
      values (${variantId}, 'RELEASE', 0, ${-quantity}, ${reference}, ${context.now()})`
  }
  await tx.hold.updateMany({ where: { reference }, data: { state: 'RELEASED', endedAt: context.now() } })
  return true
}

/** Every webhook sells again. */
const saleTwice: Shelf['sellHold'] = async (tx, context, reference) => {
  await tx.hold.updateMany({
    where: { reference, state: 'SOLD' },
    data: { state: 'HELD', endedAt: null },
  })
  return await theShelf.sellHold(tx, context, reference)
}

/** Sells what was released meanwhile. */
const sellReleased: Shelf['sellHold'] = async (tx, context, reference) => {
  await tx.hold.updateMany({
    where: { reference, state: 'RELEASED' },
    data: { state: 'HELD', endedAt: null },
  })
  return await theShelf.sellHold(tx, context, reference)
}

/** Draws from the newest lot. */
const newestFirst: Shelf['sellHold'] = async (tx, context, reference) => {
  const held = await tx.hold.findMany({ where: { reference, state: 'HELD' } })
  const sold = await theShelf.sellHold(tx, context, reference)
  for (const { variantId } of held) {
    const lots = await tx.lot.findMany({ where: { variantId }, orderBy: { bestBefore: 'asc' } })
    const total = lots.reduce((sum, lot) => sum + lot.remaining, 0)
    let left = total
    for (const lot of lots) {
      const remaining = Math.min(lot.received, left)
      left -= remaining
      await tx.lot.update({ where: { id: lot.id }, data: { remaining } })
    }
  }
  return sold
}

/** Late money is always welcome. */
const retakeWithoutLook: Shelf['retakeStock'] = async (tx, context, reference) => {
  await sellReleased(tx, context, reference)
  return true
}

/** Gives the packs back every time. */
const returnTwice: Shelf['returnStock'] = async (tx, context, reference, actorId) => {
  const sales = await tx.stockMovement.findMany({ where: { cause: reference, kind: 'SALE' } })
  for (const { variantId, lotId, onHand } of sales) {
    if (lotId)
      await tx.lot.update({ where: { id: lotId }, data: { remaining: { decrement: onHand }, state: 'OPEN' } })
    await tx.$executeRaw`update stock_level set on_hand = on_hand - ${onHand} where variant_id = ${variantId}`
    await tx.$executeRaw`
      insert into stock_movement (variant_id, lot_id, kind, on_hand, held, actor_id, cause, at)
      values (${variantId}, ${lotId}, 'RETURN', ${-onHand}, 0, ${actorId}, ${reference}, ${context.now()})`
  }
}

/** Gives the packs back to no lot: nobody knows any more whose they are. */
const returnToNowhere: Shelf['returnStock'] = async (tx, context, reference, actorId) => {
  const before = await tx.lot.findMany()
  await theShelf.returnStock(tx, context, reference, actorId)
  for (const { id, remaining, state } of before)
    await tx.lot.update({ where: { id }, data: { remaining, state } })
}

/** Each with the law that must catch it. */
export const MUTANTS: readonly { name: string; caughtBy: string; shelf: Shelf }[] = [
  {
    name: 'a hold that reads, then writes',
    caughtBy: 'tenCratesForSixty',
    shelf: { ...theShelf, holdStock: readThenWriteHold },
  },
  {
    name: 'a hold without the lock',
    caughtBy: 'tenCratesForSixty',
    shelf: { ...theShelf, holdStock: holdWithoutLock },
  },
  {
    name: 'a hold that adds to the row as it was',
    caughtBy: 'freeWhileWaiting',
    shelf: { ...theShelf, holdStock: addToOldRow },
  },
  {
    name: 'locks in the order of the basket',
    caughtBy: 'noCircles',
    shelf: { ...theShelf, holdStock: lockAsAsked },
  },
  {
    name: 'a hold of part of a basket',
    caughtBy: 'wholeBaskets',
    shelf: { ...theShelf, holdStock: holdPartOfBasket },
  },
  {
    name: 'a refused wish that takes anyway',
    caughtBy: 'asInAQueue',
    shelf: { ...theShelf, holdStock: refusedTakesAnyway },
  },
  {
    name: 'a release that forgets held',
    caughtBy: 'releasedIsFree',
    shelf: { ...theShelf, releaseHold: releaseForgetsHeld },
  },
  {
    name: 'a release that gives back twice',
    caughtBy: 'releasedIsFree',
    shelf: { ...theShelf, releaseHold: releaseTwice },
  },
  {
    name: 'a release of what was sold',
    caughtBy: 'endsOnce',
    shelf: { ...theShelf, releaseHold: releaseTwice },
  },
  { name: 'a sale twice', caughtBy: 'soldOnce', shelf: { ...theShelf, sellHold: saleTwice } },
  {
    name: 'a sale of what was released',
    caughtBy: 'endsOnce',
    shelf: { ...theShelf, sellHold: sellReleased },
  },
  { name: 'a sale from the newest lot', caughtBy: 'soldOnce', shelf: { ...theShelf, sellHold: newestFirst } },
  {
    name: 'late money without a look',
    caughtBy: 'lateMoney',
    shelf: { ...theShelf, retakeStock: retakeWithoutLook },
  },
  { name: 'a return twice', caughtBy: 'backWhereItWas', shelf: { ...theShelf, returnStock: returnTwice } },
  {
    name: 'a return to nowhere',
    caughtBy: 'backWhereItWas',
    shelf: { ...theShelf, returnStock: returnToNowhere },
  },
]
