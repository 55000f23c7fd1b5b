import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { productPage } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { availableOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import type { CartLineView } from '#lib/orders/cart-queries.ts'

/** Somebody was quicker: the packs that are still there, or the same product in another pack, one tap away. */
export async function WhatIsLeft({ line, coop }: { line: CartLineView; coop: string }) {
  const [{ locale }, t] = await Promise.all([visit(), getTranslations('checkout')])
  const to = (variantId: string, quantity: number) =>
    paths.checkout(locale, coop, { variantId, quantity, ...(line.showId && { showId: line.showId }) })
  // The same address in the history: back still leads to where the buyer came from.
  const stay = { replace: true, scroll: false, prefetch: false } as const

  if (line.problem === 'short')
    return (
      <ButtonLink {...stay} href={to(line.variantId, line.available)} tone="forward" className="mt-4">
        {t('takeLeft', { count: line.available })}
      </ButtonLink>
    )
  const product = line.productSlug ? await productPage(line.productSlug) : null
  const variants = product?.variants ?? []
  const available = await availableOf(variants.map(({ id }) => id))
  const others = variants.filter(({ id }) => id !== line.variantId && (available.get(id) ?? 0) > 0)
  if (others.length === 0) return null
  return (
    <div className="mt-4">
      <p className="text-sm text-soft">{t('otherPacks')}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {others.map((variant) => (
          <li key={variant.id}>
            <ButtonLink {...stay} href={to(variant.id, 1)}>
              {inLocale(variant.pack, locale)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
