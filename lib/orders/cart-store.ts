import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'

export interface CartLineRow {
  readonly variantId: string
  readonly showId: string | null
  readonly quantity: number
}

type Owner = { readonly userId: string } | { readonly guestId: string }

/** Whose cart it is; the house has none. */
export function cartOwner(actor: Actor): Owner | null {
  if (actor.kind === 'user') return { userId: actor.id }
  return actor.kind === 'guest' ? { guestId: actor.id } : null
}

/** In the order in which they were put in. */
export async function findCartLines(owner: Owner): Promise<CartLineRow[]> {
  return db().cartLine.findMany({
    where: { cart: owner },
    select: { variantId: true, showId: true, quantity: true },
    orderBy: [{ addedAt: 'asc' }, { variantId: 'asc' }],
  })
}

export async function countPacks(owner: Owner): Promise<number> {
  const { _sum } = await db().cartLine.aggregate({ where: { cart: owner }, _sum: { quantity: true } })
  return _sum.quantity ?? 0
}

/** The owner's cart, made when it is not there, under lock: its lines change one caller at a time. */
export async function lockCart(tx: Tx, context: Context, owner: Owner): Promise<string> {
  const now = context.now()
  const guestId = 'guestId' in owner ? owner.guestId : null
  const userId = 'userId' in owner ? owner.userId : null
  await tx.$executeRaw`
    insert into cart (id, guest_id, user_id, created_at, updated_at)
    values (${context.id('cart')}, ${guestId}, ${userId}, ${now}, ${now})
    on conflict do nothing`
  const [cart] = await tx.$queryRaw<{ id: string }[]>`
    update cart set updated_at = ${now}
    where guest_id is not distinct from ${guestId} and user_id is not distinct from ${userId}
    returning id`
  if (!cart) throw new Error('a cart was made and is not there')
  return cart.id
}

export async function findLinesOfCart(tx: Tx, cartId: string): Promise<CartLineRow[]> {
  return tx.cartLine.findMany({
    where: { cartId },
    select: { variantId: true, showId: true, quantity: true },
    orderBy: [{ addedAt: 'asc' }, { variantId: 'asc' }],
  })
}

export async function saveLine(
  tx: Tx,
  context: Context,
  cartId: string,
  { variantId, showId, quantity }: CartLineRow,
): Promise<void> {
  await tx.cartLine.upsert({
    where: { cartId_variantId: { cartId, variantId } },
    create: { cartId, variantId, showId, quantity, addedAt: context.now() },
    update: { showId, quantity },
    select: { cartId: true },
  })
}

/** What was ordered is no longer wished for. */
export async function takeOutOfCart(tx: Tx, actor: Actor, variantIds: readonly string[]): Promise<void> {
  const owner = cartOwner(actor)
  if (owner) await tx.cartLine.deleteMany({ where: { cart: owner, variantId: { in: [...variantIds] } } })
}

export async function dropCart(tx: Tx, cartId: string): Promise<void> {
  await tx.cart.delete({ where: { id: cartId }, select: { id: true } })
}

/** Guests' carts that nobody has changed since; members keep theirs. How many there were. */
export async function forgetGuestCarts(before: Date, limit: number): Promise<number> {
  return db().$executeRaw`
    delete from cart where id in (
      select id from cart where guest_id is not null and updated_at < ${before}
      limit ${limit} for update skip locked)`
}
