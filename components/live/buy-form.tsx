'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useId, useRef, useState, useTransition } from 'react'
import { buttonClasses } from '#components/ui/button.tsx'
import { useWatch } from './use-watch.ts'
import type { ListingView, VariantView } from './watch-view.ts'

export type BuyWords = Record<'buy' | 'soldOut' | 'opening' | 'left' | 'pack' | 'usual', string>

type Props = {
  listing: ListingView
  /** The checkout page of the show's cooperative. */
  checkout: string
  showId: string
  words: BuyWords
  /** On the pinned card: one line, one button. */
  compact?: boolean
}

/**
 * Choose a pack and go to the checkout: a plain GET form, so that it buys without JavaScript; with it the checkout
 * opens over the picture. What is left moves with the feed.
 */
export function BuyForm({ listing, checkout, showId, words, compact = false }: Props) {
  const id = useId()
  const router = useRouter()
  const [opening, open] = useTransition()
  const available = useWatch((state) => state.available)
  const left = (variantId: string, drawn: number) => available[variantId] ?? drawn
  const [chosen, choose] = useState(
    () =>
      (listing.variants.find((variant) => left(variant.id, variant.available) > 0) ?? listing.variants[0])
        ?.id,
  )
  const select = useRef<HTMLSelectElement>(null)
  // On a slow phone a pack may be chosen before this script is there; React would put its own back at the next change.
  useEffect(() => {
    if (select.current) choose(select.current.value)
  }, [])
  const variant = listing.variants.find((one) => one.id === chosen) ?? listing.variants[0]
  if (!variant) return null
  const remaining = left(variant.id, variant.available)
  const soldOut = remaining <= 0

  function openSheet(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (opening) return
    const wanted = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget)) wanted.set(name, String(value))
    open(() => router.push(`${checkout}?${wanted}`, { scroll: false }))
  }

  return (
    <form action={checkout} onSubmit={openSheet} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input type="hidden" name="quantity" value="1" />
      <input type="hidden" name="showId" value={showId} />
      <div className={compact ? 'min-w-0 flex-1' : 'w-full'}>
        {listing.variants.length > 1 ? (
          <>
            <label htmlFor={id} className="sr-only">
              {words.pack}
            </label>
            <select
              ref={select}
              id={id}
              name="variantId"
              value={variant.id}
              onChange={(event) => choose(event.target.value)}
              className="min-h-12 w-full rounded-md border border-line bg-paper px-2 text-ink text-sm"
            >
              {listing.variants.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.pack} · {left(one.id, one.available) > 0 ? one.price : words.soldOut}
                </option>
              ))}
            </select>
          </>
        ) : (
          <>
            <input type="hidden" name="variantId" value={variant.id} />
            <p className="truncate text-sm">{variant.pack}</p>
          </>
        )}
        {compact && <Price variant={variant} remaining={remaining} words={words} />}
      </div>
      {!compact && <Price variant={variant} remaining={remaining} words={words} />}
      {/* While it opens it is only marked as disabled: a button that really is loses the focus that comes back to it. */}
      <button
        type="submit"
        disabled={soldOut}
        aria-disabled={opening || undefined}
        className={buttonClasses({ tone: 'hot' })}
      >
        {soldOut ? words.soldOut : opening ? words.opening : words.buy}
      </button>
    </form>
  )
}

function Price({ variant, remaining, words }: { variant: VariantView; remaining: number; words: BuyWords }) {
  return (
    <p className="flex flex-1 flex-wrap items-baseline gap-x-2">
      <span className="tabular font-bold text-lg">{variant.price}</span>
      {variant.usual && (
        <s className="tabular text-faint text-sm">
          <span className="sr-only">{words.usual} </span>
          {variant.usual}
        </s>
      )}
      <Remaining count={remaining} words={words} />
    </p>
  )
}

/** Few enough that it matters; more than that is nobody's worry. */
const SCARCE = 20

function Remaining({ count, words }: { count: number; words: BuyWords }) {
  if (count > SCARCE) return null
  return (
    // The key makes a fall animate: a number that changed arrives.
    <span
      key={count}
      className="tabular animate-arrive font-semibold text-persimmon-deep text-sm"
      aria-live="polite"
    >
      {count > 0 ? words.left.replace('{count}', String(count)) : words.soldOut}
    </span>
  )
}
