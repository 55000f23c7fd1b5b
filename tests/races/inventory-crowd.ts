import fc from 'fast-check'
import { THE_HOUSE } from '#lib/members/model.ts'
import { setUpStall } from '../fixtures/stall.ts'
import {
  alone,
  context,
  expectBooksToAgree,
  hold,
  newReference,
  type Shelf,
  stocked,
} from './inventory-shelf.ts'

/** What somebody in the crowd does next: `who` and `what` pick among the references and variants there are by then. */
const deed = fc.record({
  kind: fc.constantFrom(
    'hold',
    'hold',
    'hold',
    'sell',
    'sell',
    'release',
    'retake',
    'return',
    'receive',
    'fewer',
    'more',
    'spoil',
  ),
  who: fc.nat(1000),
  what: fc.nat(1000),
  quantity: fc.integer({ min: 1, max: 4 }),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

const PEOPLE = 8

/**
 * Eight people do as they like at the same time: buyers hold, pay, walk away and pay too late; staff receives, counts,
 * writes off and takes back. Whatever the order turns out to be, the books agree afterwards.
 */
export async function aCrowd(shelf: Shelf): Promise<void> {
  const stall = await setUpStall()
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 24, maxLength: 64 }), async (deeds) => {
      const shelves = [await stocked(shelf, stall, 3, 4), await stocked(shelf, stall, 5)]
      const references: string[] = []
      const person = async (own: readonly Deed[]) => {
        for (const one of own)
          await act(shelf, one, shelves, references, stall.cooperativeId, stall.producerId)
      }
      await Promise.all(
        Array.from({ length: PEOPLE }, (_, n) =>
          person(deeds.filter((_deed, index) => index % PEOPLE === n)),
        ),
      )
      await expectBooksToAgree()
    }),
    { numRuns: 12, seed: 20261123, endOnFailure: true },
  )
}

async function act(
  shelf: Shelf,
  { kind, who, what, quantity }: Deed,
  shelves: readonly { variantId: string; lotIds: string[] }[],
  references: string[],
  cooperativeId: string,
  producerId: string,
): Promise<void> {
  const [first, other] = what % 2 ? shelves : shelves.toReversed()
  const variantId = first?.variantId ?? ''
  if (kind === 'hold') {
    const reference = newReference()
    const lines = [{ variantId, quantity }]
    if (who % 2) lines.push({ variantId: other?.variantId ?? '', quantity: 1 })
    if ((await hold(shelf, reference, lines)).ok) references.push(reference)
    return
  }
  if (kind === 'receive') {
    const lot = { cooperativeId, producerId, variantId, quantity, harvestedOn: '2026-11-02' }
    const received = await shelf.receiveLot(context, THE_HOUSE, lot)
    if (received.ok) first?.lotIds.push(received.value.lotId)
    return
  }
  const lotId = first?.lotIds[who % first.lotIds.length] ?? ''
  if (kind === 'fewer' || kind === 'more') {
    const count = { variantId, direction: kind, quantity, reason: 'counted', ...(who % 2 && { lotId }) }
    await shelf.adjustStock(context, THE_HOUSE, count)
    return
  }
  if (kind === 'spoil') {
    await shelf.writeOffLot(context, THE_HOUSE, { lotId, reason: 'frost', ...(who % 2 && { quantity }) })
    return
  }
  const reference = references[who % references.length]
  if (reference === undefined) return
  if (kind === 'sell') await alone((tx) => shelf.sellHold(tx, context, reference))
  if (kind === 'release') await alone((tx) => shelf.releaseHold(tx, context, reference))
  if (kind === 'retake') await alone((tx) => shelf.retakeStock(tx, context, reference))
  if (kind === 'return') await alone((tx) => shelf.returnStock(tx, context, reference, null))
}
