'use client'
import { useActionState, useState } from 'react'
import { buttonClasses } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

export interface PackView {
  readonly id: string
  readonly pack: string
  readonly price: string
  readonly weight: string
  readonly available: number
}

export type PutState = { readonly done: boolean; readonly message: string } | null

type Props = {
  packs: readonly PackView[]
  /** The checkout page of the product's cooperative. */
  checkout: string
  cart: string
  put: (state: PutState, form: FormData) => Promise<PutState>
  words: Record<
    'pack' | 'quantity' | 'addToCart' | 'buyNow' | 'soldOut' | 'left' | 'inStock' | 'toCart' | 'working',
    string
  >
}

/** Choose a pack and how many; into the basket, or straight to the checkout. */
export function BuyBox({ packs, checkout, cart, put, words }: Props) {
  const [state, send] = useActionState(put, null)
  const [chosen, choose] = useState(
    () => (packs.find(({ available }) => available > 0) ?? packs[0])?.id ?? '',
  )
  const pack = packs.find(({ id }) => id === chosen) ?? packs[0]
  if (!pack) return <p className="font-semibold">{words.soldOut}</p>
  const most = Math.min(pack.available, 20)
  const soldOut = most <= 0

  return (
    <form action={send} className="flex flex-col gap-5">
      <fieldset>
        <legend className="mb-2 font-medium">{words.pack}</legend>
        <div className="flex flex-col gap-2">
          {packs.map((one) => (
            <label
              key={one.id}
              className="flex min-h-14 cursor-pointer items-center gap-3 rounded-md border border-edge bg-raised px-4 py-2 has-checked:border-2 has-checked:border-leaf has-checked:bg-leaf-pale"
            >
              <input
                type="radio"
                name="variantId"
                value={one.id}
                checked={one.id === pack.id}
                onChange={() => choose(one.id)}
                className="size-5 accent-leaf"
              />
              <span className="flex-1">
                {one.pack}
                <span className="block text-soft text-sm">{one.weight}</span>
              </span>
              <span className="text-right">
                <span className="tabular block font-bold">{one.price}</span>
                <Stock available={one.available} words={words} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field id="quantity" label={words.quantity} className="max-w-32">
        <Select id="quantity" name="quantity" disabled={soldOut}>
          {Array.from({ length: Math.max(1, most) }, (_, i) => i + 1).map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-wrap gap-3">
        {/* The same fields by GET: the checkout page reads them from its address. */}
        <button
          type="submit"
          formAction={checkout}
          formMethod="get"
          name="buy"
          value="now"
          disabled={soldOut}
          className={buttonClasses({ tone: 'hot', size: 'large' })}
        >
          {soldOut ? words.soldOut : words.buyNow}
        </button>
        <SubmitButton tone="plain" size="large" working={words.working} disabled={soldOut}>
          {words.addToCart}
        </SubmitButton>
      </div>
      {state && (
        <p role="status" className={state.done ? 'text-leaf' : 'font-medium text-persimmon-deep'}>
          {state.message}{' '}
          {state.done && (
            <a href={cart} className="underline underline-offset-4">
              {words.toCart}
            </a>
          )}
        </p>
      )}
    </form>
  )
}

function Stock({ available, words }: { available: number; words: Props['words'] }) {
  if (available <= 0) return <span className="text-persimmon-deep text-sm">{words.soldOut}</span>
  if (available > 20) return <span className="text-sm text-soft">{words.inStock}</span>
  return (
    <span className="tabular text-persimmon-deep text-sm">
      {words.left.replace('{count}', String(available))}
    </span>
  )
}
