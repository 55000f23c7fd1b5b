'use client'
import { useActionState, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { describedBy, TextInput } from '#components/ui/field.tsx'
import type { FormState, SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Picture, type PictureView } from '#components/ui/picture.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

export interface EditedListing {
  readonly productId: string
  readonly title: string
  readonly picture: PictureView | null
  /** Why viewers do not see it, in words; null when they do. */
  readonly hidden: string | null
  readonly variants: readonly {
    readonly id: string
    readonly pack: string
    /** In words, e.g. "usually ¥38.00". */
    readonly usual: string
    /** As a person types it; empty when the usual price stays. */
    readonly onAir: string
  }[]
  readonly words: Record<'up' | 'down' | 'remove', string>
}

type Props = {
  showId: string
  listings: readonly EditedListing[]
  send: SendForm
  words: Record<'onAirPrice' | 'save' | 'working' | 'unsaved', string>
}

/** Order and on-air prices, changed at leisure and saved at once. Without JavaScript prices can still be saved. */
export function LineUpEditor({ showId, listings, send, words }: Props) {
  const [touched, setTouched] = useState(false)
  const [moved, setMoved] = useState<Moved | null>(null)
  const [state, submit] = useActionState(async (before: FormState, form: FormData) => {
    const after = await send(before, form)
    if (after?.done) {
      setTouched(false)
      setMoved(null)
    }
    return after
  }, null)
  const typed = typedPrices(state)
  const rows = arranged(listings, moved)
  const ids = rows.map(({ productId }) => productId)

  function arrange(order: readonly string[], gone: readonly string[] = []) {
    setMoved({ order, gone: [...(moved?.gone ?? []), ...gone] })
    setTouched(true)
  }

  return (
    <form action={submit} onInput={() => setTouched(true)} className="flex flex-col gap-3">
      <input type="hidden" name="showId" value={showId} />
      {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
      {state?.done && !touched && <Notice tone="good">{state.said}</Notice>}
      <ol className="flex flex-col gap-3">
        {rows.map((listing, index) => (
          <li key={listing.productId} className="rounded-md border border-line bg-sunken p-3">
            <input type="hidden" name={`listings.${index}.productId`} value={listing.productId} />
            <div className="flex flex-wrap items-start gap-3">
              <Picture
                picture={listing.picture}
                alt=""
                sizes="64px"
                className="size-16 shrink-0 rounded-sm"
              />
              <div className="min-w-40 flex-1">
                <p className="font-semibold">{listing.title}</p>
                {listing.hidden && <Badge tone="trust">{listing.hidden}</Badge>}
              </div>
              <div className="ml-auto flex shrink-0 gap-1">
                <Move
                  label={listing.words.up}
                  sign="↑"
                  disabled={index === 0}
                  onPress={() => arrange(swapped(ids, index, index - 1))}
                />
                <Move
                  label={listing.words.down}
                  sign="↓"
                  disabled={index === rows.length - 1}
                  onPress={() => arrange(swapped(ids, index, index + 1))}
                />
                <Move
                  label={listing.words.remove}
                  sign="×"
                  onPress={() =>
                    arrange(
                      ids.filter((id) => id !== listing.productId),
                      [listing.productId],
                    )
                  }
                />
              </div>
            </div>
            <div className="mt-3 grid gap-x-4 gap-y-2 sm:grid-cols-2">
              {listing.variants.map((variant, at) => {
                const id = `price-${variant.id}`
                const name = `listings.${index}.prices.${at}`
                return (
                  <div key={variant.id} className="flex items-center gap-3">
                    <input type="hidden" name={`${name}.variantId`} value={variant.id} />
                    <label htmlFor={id} className="min-w-0 flex-1 text-sm">
                      {variant.pack}
                      <span className="sr-only"> · {words.onAirPrice}</span>
                      <span id={`${id}-hint`} className="tabular block text-faint">
                        {variant.usual}
                      </span>
                    </label>
                    <TextInput
                      id={id}
                      name={`${name}.price`}
                      inputMode="decimal"
                      maxLength={12}
                      defaultValue={typed.get(variant.id) ?? variant.onAir}
                      placeholder={words.onAirPrice}
                      className="tabular max-w-32"
                      {...describedBy(id, { hint: true })}
                    />
                  </div>
                )
              })}
            </div>
          </li>
        ))}
      </ol>
      {/* While something waits to be saved, the button stays in sight. */}
      <div
        className={classes('-mx-1 flex items-center gap-4 bg-raised px-1 py-3', touched && 'sticky bottom-0')}
      >
        <SubmitButton tone="forward" working={words.working}>
          {words.save}
        </SubmitButton>
        {touched && <p className="text-wheat-deep">{words.unsaved}</p>}
      </div>
    </form>
  )
}

/** What stood in the fields of a form that was refused, by variant: rows may be moved before it is sent again. */
function typedPrices(state: FormState): ReadonlyMap<string, string> {
  if (!state || state.done) return new Map()
  return new Map(
    Object.entries(state.typed).flatMap(([name, variantId]) =>
      name.endsWith('.variantId')
        ? [[variantId, state.typed[name.replace(/variantId$/, 'price')] ?? ''] as const]
        : [],
    ),
  )
}

/** What was moved and taken out on this page and not saved yet. */
interface Moved {
  readonly order: readonly string[]
  readonly gone: readonly string[]
}

/** The server's line-up as this page has rearranged it; what was added meanwhile stands at the end. */
function arranged(listings: readonly EditedListing[], moved: Moved | null): readonly EditedListing[] {
  if (!moved) return listings
  const known = moved.order.flatMap((id) => listings.filter(({ productId }) => productId === id))
  const added = listings.filter(
    ({ productId }) => !moved.order.includes(productId) && !moved.gone.includes(productId),
  )
  return [...known, ...added]
}

function swapped(ids: readonly string[], one: number, other: number): readonly string[] {
  return ids.map((id, at) => (at === one ? ids[other] : at === other ? ids[one] : id) ?? id)
}

type MoveProps = { label: string; sign: string; disabled?: boolean; onPress: () => void }

function Move({ label, sign, disabled, onPress }: MoveProps) {
  return (
    <Button aria-label={label} disabled={disabled} onClick={onPress} className="size-12 px-0 text-xl">
      <span aria-hidden="true">{sign}</span>
    </Button>
  )
}
