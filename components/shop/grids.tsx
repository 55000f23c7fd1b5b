import { paths } from '#lib/edge/paths.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { ProductCard, type ProductCardView } from './product-card.tsx'
import { ShowCard, type ShowCardView } from './show-card.tsx'

type Products = { products: readonly ProductCardView[]; locale: Locale; soldOutWord: string }

export function ProductGrid({ products, locale, soldOutWord }: Products) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 lg:grid-cols-4">
      {products.map((product) => (
        <li key={product.slug}>
          <ProductCard
            product={product}
            href={paths.product(locale, product.slug)}
            soldOutWord={soldOutWord}
          />
        </li>
      ))}
    </ul>
  )
}

type Shows = { shows: readonly ShowCardView[]; locale: Locale; eager?: boolean }

export function ShowGrid({ shows, locale, eager }: Shows) {
  return (
    <ul className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
      {shows.map((show) => (
        <li key={show.slug}>
          <ShowCard show={show} href={paths.live(locale, show.slug)} eager={eager} />
        </li>
      ))}
    </ul>
  )
}
