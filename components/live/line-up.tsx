'use client'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { Picture } from '#components/ui/picture.tsx'
import { BuyForm, type BuyWords } from './buy-form.tsx'
import { useWatch } from './use-watch.ts'
import type { ListingView } from './watch-view.ts'

type Props = {
  listings: readonly ListingView[]
  checkout: string
  productBase: string
  showId: string
  words: BuyWords & { lineUp: string; onAirNow: string; lineUpEmpty: string }
}

/** Everything lined up for the show, with price and stock; what the picture shows is marked. */
export function LineUp({ listings, checkout, productBase, showId, words }: Props) {
  const pins = useWatch((state) => state.pins)
  const onAir = new Set(pins.map(({ productId }) => productId))
  return (
    <section id="line-up" aria-labelledby="line-up-title" className="scroll-mt-[42dvh] lg:scroll-mt-0">
      <h2 id="line-up-title" className="text-xl">
        {words.lineUp}
      </h2>
      {listings.length === 0 && <p className="mt-3 text-soft">{words.lineUpEmpty}</p>}
      <ol className="mt-3 flex flex-col gap-3">
        {listings.map((listing) => (
          <li
            key={listing.productId}
            id={listing.slug}
            aria-current={onAir.has(listing.productId) ? 'true' : undefined}
            className={classes(
              'scroll-mt-24 rounded-md border p-3',
              onAir.has(listing.productId) ? 'border-persimmon-deep bg-raised' : 'border-line bg-raised',
            )}
          >
            <div className="flex gap-3">
              <Picture
                picture={listing.picture}
                alt={listing.alt}
                sizes="88px"
                className="size-22 shrink-0 rounded-md"
              />
              <div className="min-w-0 flex-1">
                <h3 className="flex flex-wrap items-center gap-2 text-base">
                  <Link href={`${productBase}${listing.slug}`} prefetch={false} className="hover:underline">
                    {listing.title}
                  </Link>
                  {onAir.has(listing.productId) && <Badge tone="live">{words.onAirNow}</Badge>}
                </h3>
                <BuyForm listing={listing} checkout={checkout} showId={showId} words={words} />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
