'use client'
import Link from 'next/link'
import { Picture } from '#components/ui/picture.tsx'
import { BuyForm, type BuyWords } from './buy-form.tsx'
import { useWatch } from './use-watch.ts'
import type { ListingView } from './watch-view.ts'

type Props = {
  listings: readonly ListingView[]
  checkout: string
  /** `/{locale}/products/`, to which a product's slug is added. */
  productBase: string
  showId: string
  words: BuyWords & { onAirNow: string }
}

/** What the picture on screen holds up: the newest as a card to buy from, earlier ones small beside it. */
export function PinnedCards({ listings, checkout, productBase, showId, words }: Props) {
  const pins = useWatch((state) => state.pins)
  const shown = pins.flatMap((pin) => listings.find(({ productId }) => productId === pin.productId) ?? [])
  const [first, ...others] = shown
  return (
    <section aria-label={words.onAirNow} aria-live="polite" data-pinned={first?.productId ?? ''}>
      {first && (
        <article
          key={first.productId}
          className="pointer-events-auto animate-arrive rounded-lg border border-line bg-raised p-3 text-ink"
        >
          <div className="flex gap-3">
            <Picture
              picture={first.picture}
              alt={first.alt}
              sizes="80px"
              eager
              className="size-20 shrink-0 rounded-md"
            />
            <div className="min-w-0 flex-1">
              <h2 className="truncate text-base">
                <Link href={`${productBase}${first.slug}`} prefetch={false} className="hover:underline">
                  {first.title}
                </Link>
              </h2>
              <BuyForm listing={first} checkout={checkout} showId={showId} words={words} compact />
            </div>
          </div>
          {others.length > 0 && (
            <ul className="mt-3 flex gap-2 border-line border-t pt-3">
              {others.map((listing) => (
                <li key={listing.productId} className="min-w-0 flex-1">
                  <a
                    href={`#${listing.slug}`}
                    className="flex min-h-12 items-center gap-2 rounded-md hover:bg-sunken"
                  >
                    <Picture picture={listing.picture} alt="" sizes="40px" className="size-10 rounded-sm" />
                    <span className="truncate text-sm">{listing.title}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </article>
      )}
    </section>
  )
}
