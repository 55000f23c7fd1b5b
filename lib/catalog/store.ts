import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { ProductState } from './model.ts'

export interface LockedProduct {
  readonly id: string
  readonly cooperativeId: string
  readonly state: ProductState
  readonly currency: string
}

/** The product, ours until the transaction ends: pictures and variants of one product change one after the other. */
export async function lockProduct(tx: Tx, productId: string): Promise<LockedProduct | null> {
  const [row] = await tx.$queryRaw<LockedProduct[]>`
    select p.id, p.cooperative_id as "cooperativeId", p.state::text as state, c.currency
    from product p join cooperative c on c.id = p.cooperative_id
    where p.id = ${productId} for no key update of p`
  return row ?? null
}

/** The product of a variant under lock, and whether the variant was retired. */
export async function lockProductOf(
  tx: Tx,
  variantId: string,
): Promise<(LockedProduct & { readonly retired: boolean }) | null> {
  const [row] = await tx.$queryRaw<(LockedProduct & { retired: boolean })[]>`
    select p.id, p.cooperative_id as "cooperativeId", p.state::text as state, c.currency,
      v.retired_at is not null as retired
    from variant v join product p on p.id = v.product_id join cooperative c on c.id = p.cooperative_id
    where v.id = ${variantId} for no key update of p, v`
  return row ?? null
}

/** What decides whether it may be shown. */
export async function countParts(
  tx: Tx,
  productId: string,
): Promise<{ pictures: number; variantsForSale: number }> {
  const [pictures, variantsForSale] = [
    await tx.productPicture.count({ where: { productId } }),
    await tx.variant.count({ where: { productId, retiredAt: null } }),
  ]
  return { pictures, variantsForSale }
}

export async function touch(tx: Tx, productId: string, at: Date): Promise<void> {
  await tx.product.update({ where: { id: productId }, data: { updatedAt: at } })
}

/** Rates of one cooperative are written one table after the other. */
export async function lockCurrency(tx: Tx, cooperativeId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ currency: string }[]>`
    select currency from cooperative where id = ${cooperativeId} for no key update`
  return row?.currency ?? null
}

/** Which of these have a row: the others are folders that a crash left behind. */
export async function picturesThatExist(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.picture.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}
