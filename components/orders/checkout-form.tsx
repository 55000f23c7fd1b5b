'use client'
import { useActionState, useEffect, useRef, useState } from 'react'
import { describedBy, Field, Select, TextInput } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { CheckoutState } from './checkout-state.ts'

/** A line as the buyer saw it; the server compares the price and never believes it. */
export interface CheckoutLineView {
  readonly variantId: string
  readonly quantity: number
  readonly showId: string | null
  readonly seenPrice: number
}

/** What the whole costs when it goes to a region, in words, reckoned by the server. */
export interface DeliveryView {
  readonly region: string
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  readonly shipping: string
  readonly total: string
}

type FieldName = 'email' | 'name' | 'phone' | 'province' | 'city' | 'street' | 'postcode'

export type CheckoutWords = Record<
  | FieldName
  | 'contact'
  | 'emailHint'
  | 'delivery'
  | 'choose'
  | 'optional'
  | 'fieldWrong'
  | 'goods'
  | 'shipping'
  | 'total'
  | 'shippingUnknown'
  | 'pay'
  | 'working'
  | 'payHint'
  | 'notReady'
  | 'allRegions',
  string
>

type Props = {
  attemptId: string
  cooperativeId: string
  from: 'cart' | 'now'
  /** All of it is there to be bought. */
  ready: boolean
  lines: readonly CheckoutLineView[]
  goods: string
  deliveries: readonly DeliveryView[]
  /** Known of a signed-in buyer from her last order. */
  known: Partial<Record<FieldName, string>>
  place: (state: CheckoutState, form: FormData) => Promise<CheckoutState>
  words: CheckoutWords
}

/** Where it goes and what it costs, then on to pay. One plain form, whole without JavaScript. */
export function CheckoutForm(props: Props) {
  const { cooperativeId, from, ready, lines, deliveries, known, place, words } = props
  const [state, submit] = useActionState(place, null)
  // Fresh prices may be drawn around a form that is filled in: it stays the same attempt. So it does when the page is
  // drawn anew because there is no script.
  const [attemptId] = useState(state?.attemptId ?? props.attemptId)
  const [asked, ask] = useState<string>()
  const wanted = lines.map(({ variantId, quantity }) => `${quantity} ${variantId}`).join()
  // An answer about other lines than these is past.
  const problem = asked === undefined || asked === wanted ? state?.problem : null
  const value = (field: string, fallback?: string) => state?.typed[field] ?? fallback
  const [province, setProvince] = useState(value('address.province', known.province) ?? '')
  const delivery = deliveries.find((one) => one.provinces.some(({ code }) => code === province))
  const provinces = useRef<HTMLSelectElement>(null)
  // It may have been chosen before this script was there.
  useEffect(() => {
    if (provinces.current) setProvince(provinces.current.value)
  }, [])
  const form = useRef<HTMLFormElement>(null)
  const notice = useRef<HTMLDivElement>(null)
  // Whoever pressed the button at the foot of a long form looks there: at the first field that is wrong, else at why.
  useEffect(() => {
    if (!state) return
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (wrong) wrong.focus()
    else notice.current?.scrollIntoView({ block: 'center' })
  }, [state])

  const text = (field: FieldName, name: string, more: React.ComponentProps<'input'>) => {
    const error = state?.wrong.includes(name) ? words.fieldWrong : null
    return (
      <Field
        id={field}
        label={words[field]}
        error={error}
        aside={more.required === false ? words.optional : undefined}
      >
        <TextInput
          id={field}
          name={name}
          required
          defaultValue={value(name, known[field])}
          {...describedBy(field, { error })}
          {...more}
        />
      </Field>
    )
  }

  return (
    <form ref={form} action={submit} onSubmit={() => ask(wanted)} className="flex flex-col gap-8">
      <input type="hidden" name="attemptId" value={attemptId} />
      <input type="hidden" name="cooperativeId" value={cooperativeId} />
      <input type="hidden" name="from" value={from} />
      {lines.map((line, i) => (
        <Line key={line.variantId} line={line} at={`lines.${i}`} />
      ))}
      {problem && (
        <div ref={notice}>
          <Notice tone="urgent">{problem}</Notice>
        </div>
      )}

      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-semibold text-lg">{words.contact}</legend>
        <Field
          id="email"
          label={words.email}
          hint={words.emailHint}
          error={state?.wrong.includes('email') ? words.fieldWrong : null}
        >
          <TextInput
            id="email"
            name="email"
            type="email"
            required
            autoComplete="email"
            maxLength={254}
            defaultValue={value('email', known.email)}
            {...describedBy('email', { hint: true, error: state?.wrong.includes('email') })}
          />
        </Field>
      </fieldset>

      <fieldset className="grid @lg:grid-cols-2 gap-4">
        <legend className="mb-3 font-semibold text-lg">{words.delivery}</legend>
        {text('name', 'address.name', { autoComplete: 'name', maxLength: 80 })}
        {text('phone', 'address.phone', { autoComplete: 'tel', type: 'tel', maxLength: 20 })}
        <Field
          id="province"
          label={words.province}
          error={state?.wrong.includes('address.province') ? words.fieldWrong : null}
        >
          <Select
            ref={provinces}
            id="province"
            name="address.province"
            required
            autoComplete="address-level1"
            // Not driven by the state: React resets the form after a refusal, and what it resets to is the default.
            defaultValue={value('address.province', known.province) ?? ''}
            onChange={(event) => setProvince(event.target.value)}
            {...describedBy('province', { error: state?.wrong.includes('address.province') })}
          >
            <option value="">{words.choose}</option>
            {deliveries.map(({ region, provinces }) => (
              <optgroup key={region} label={region}>
                {provinces.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        {text('city', 'address.city', { autoComplete: 'address-level2', maxLength: 80 })}
        <div className="@lg:col-span-2">
          {text('street', 'address.street', { autoComplete: 'street-address', maxLength: 200 })}
        </div>
        {text('postcode', 'address.postcode', {
          autoComplete: 'postal-code',
          maxLength: 12,
          required: false,
        })}
      </fieldset>

      {ready && <Totals goods={props.goods} delivery={delivery} deliveries={deliveries} words={words} />}

      <p className="-mb-4 text-soft text-sm">{ready ? words.payHint : words.notReady}</p>
      {/* In a sheet it stays where the thumb is, however long the form. */}
      <div className="in-[[role=dialog]]:-mx-4 lg:in-[[role=dialog]]:-mx-6 in-[[role=dialog]]:-mb-4 in-[[role=dialog]]:sticky in-[[role=dialog]]:bottom-0 flex flex-col in-[[role=dialog]]:border-line in-[[role=dialog]]:border-t bg-paper in-[[role=dialog]]:px-4 lg:in-[[role=dialog]]:px-6 in-[[role=dialog]]:pt-3 in-[[role=dialog]]:pb-[max(12px,env(safe-area-inset-bottom))]">
        <SubmitButton tone="hot" size="large" disabled={!ready && !state?.unsure} working={words.working}>
          {ready && delivery ? `${words.pay} · ${delivery.total}` : words.pay}
        </SubmitButton>
      </div>
    </form>
  )
}

function Line({ line, at }: { line: CheckoutLineView; at: string }) {
  return (
    <>
      <input type="hidden" name={`${at}.variantId`} value={line.variantId} />
      <input type="hidden" name={`${at}.quantity`} value={line.quantity} />
      <input type="hidden" name={`${at}.seenPrice`} value={line.seenPrice} />
      {line.showId && <input type="hidden" name={`${at}.showId`} value={line.showId} />}
    </>
  )
}

type TotalsProps = {
  goods: string
  delivery: DeliveryView | undefined
  deliveries: readonly DeliveryView[]
  words: CheckoutWords
}

/** Only figures that the server reckoned; the province chooses among them. */
function Totals({ goods, delivery, deliveries, words }: TotalsProps) {
  return (
    <section aria-live="polite" className="rounded-md border border-line bg-raised p-4">
      <dl className="tabular grid grid-cols-[1fr_auto] gap-y-1.5">
        <dt>{words.goods}</dt>
        <dd className="text-right">{goods}</dd>
        <dt>{words.shipping}</dt>
        <dd className="text-right">{delivery?.shipping ?? words.shippingUnknown}</dd>
        <dt className="border-line border-t pt-2 font-bold text-lg">{words.total}</dt>
        <dd className="border-line border-t pt-2 text-right font-bold text-lg">{delivery?.total ?? '–'}</dd>
      </dl>
      <details className="mt-2">
        <summary className="inline-flex min-h-12 items-center text-leaf text-sm underline underline-offset-4">
          {words.allRegions}
        </summary>
        <table className="tabular w-full text-sm">
          <tbody>
            {deliveries.map(({ region, shipping, total }) => (
              <tr key={region} className="border-line border-t">
                <th scope="row" className="py-1.5 text-left font-normal">
                  {region}
                </th>
                <td className="py-1.5 text-right">{shipping}</td>
                <td className="py-1.5 text-right font-semibold">{total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
