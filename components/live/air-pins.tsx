'use client'
import { useState, useTransition } from 'react'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Picture, type PictureView } from '#components/ui/picture.tsx'

export interface AirProduct {
  readonly id: string
  readonly title: string
  readonly picture: PictureView | null
  /** In words, e.g. `¥35.80`. */
  readonly price: string
  readonly variantIds: readonly string[]
}

/** Each answers what is wrong in the reader's words, or null. */
export interface PinDeed {
  pin(showId: string, productId: string): Promise<string | null>
  unpin(showId: string, productId: string): Promise<string | null>
}

export type AirPinsWords = Record<
  'lineUp' | 'pinned' | 'tapToPin' | 'left' | 'soldOut' | 'noLineUp' | 'notDone',
  string
>

type Props = {
  showId: string
  products: readonly AirProduct[]
  /** Products that are pinned now. */
  open: readonly string[]
  available: Readonly<Record<string, number>>
  enabled: boolean
  deeds: PinDeed
  words: AirPinsWords
  className?: string
}

/** The line-up as large buttons: one tap and the viewers see it, one more and it is gone. */
export function AirPins({ showId, products, open, available, enabled, deeds, words, className }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <section aria-labelledby="pins-title" className={classes('min-h-0 flex-col gap-2', className)}>
      <h2 id="pins-title" className="text-night-soft">
        {enabled ? words.tapToPin : words.lineUp}
      </h2>
      {problem && (
        <p role="alert" className="rounded-md bg-night-raised px-4 py-3 text-lg text-night-persimmon">
          {problem}
        </p>
      )}
      {products.length === 0 && (
        <div className="[&_div]:border-night-line">
          <EmptyState title={words.noLineUp} />
        </div>
      )}
      <ul className="grid min-h-0 content-start gap-2 overflow-y-auto overscroll-contain pb-2 xl:grid-cols-2">
        {products.map((product) => (
          <ProductButton
            key={product.id}
            product={product}
            pinned={open.includes(product.id)}
            left={product.variantIds.reduce((sum, id) => sum + (available[id] ?? 0), 0)}
            enabled={enabled}
            words={words}
            onPress={async (pinned) => {
              try {
                setProblem(await (pinned ? deeds.unpin : deeds.pin)(showId, product.id))
              } catch {
                // The house is out of reach: say so, and let the host tap again.
                setProblem(words.notDone)
              }
            }}
          />
        ))}
      </ul>
    </section>
  )
}

type ButtonProps = {
  product: AirProduct
  pinned: boolean
  left: number
  enabled: boolean
  words: AirPinsWords
  onPress: (pinned: boolean) => Promise<void>
}

function ProductButton({ product, pinned, left, enabled, words, onPress }: ButtonProps) {
  const [pending, start] = useTransition()
  return (
    <li>
      <button
        type="button"
        aria-pressed={pinned}
        aria-busy={pending}
        disabled={!enabled || pending}
        onClick={() => start(() => onPress(pinned))}
        className={classes(
          'flex min-h-24 w-full items-center gap-4 rounded-md border-2 bg-night-raised p-2 text-left transition-colors duration-150',
          pinned ? 'border-night-persimmon' : 'border-night-line',
          pending && 'opacity-60',
        )}
      >
        <span className="relative shrink-0">
          <Picture picture={product.picture} alt="" sizes="80px" className="size-20 rounded-sm" />
          {pinned && (
            <span className="absolute inset-x-0 bottom-0 rounded-b-sm bg-persimmon-deep py-0.5 text-center font-semibold text-white text-xs">
              {words.pinned}
            </span>
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-semibold text-xl leading-snug">{product.title}</span>
          <span className="tabular flex flex-wrap items-center gap-x-3 text-lg text-night-soft lg:text-base">
            <span>{product.price}</span>
            <span className={left === 0 ? 'text-night-persimmon' : left <= 5 ? 'text-night-wheat' : ''}>
              {left === 0 ? words.soldOut : words.left.replace('{count}', String(left))}
            </span>
          </span>
        </span>
      </button>
    </li>
  )
}
