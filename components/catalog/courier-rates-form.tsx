'use client'
import { useActionState } from 'react'
import { classes } from '#components/ui/classes.ts'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  send: SendForm
  cooperativeId: string
  regions: readonly { readonly code: string; readonly name: string; readonly provinces: string }[]
  /** Weights in grams, rising, each with its words. */
  steps: readonly { readonly grams: number; readonly label: string }[]
  /** Typed prices by `${region} ${grams}`. */
  prices: Readonly<Record<string, string>>
  words: Record<'save' | 'working' | 'region' | 'caption' | 'cell', string>
}

/** Regions down, weights across, a price in every cell; an empty one is not delivered. */
export function CourierRatesForm({ send, cooperativeId, regions, steps, prices, words }: Props) {
  const [state, submit] = useActionState(send, null)
  const refused = state && !state.done ? state : null
  return (
    <form action={submit} className="flex flex-col gap-5">
      <input type="hidden" name="cooperativeId" value={cooperativeId} />
      {refused && <Notice tone="urgent">{refused.problem}</Notice>}
      {state?.done && <Notice tone="good">{state.said}</Notice>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0" aria-label={words.caption} tabIndex={0}>
        <table className="border-separate border-spacing-0 text-sm">
          <caption className="sr-only">{words.caption}</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 z-10 border-line border-b bg-paper py-2 pr-4 text-left text-soft"
              >
                {words.region}
              </th>
              {steps.map(({ grams, label }) => (
                <th
                  key={grams}
                  scope="col"
                  className="tabular whitespace-nowrap border-line border-b px-1.5 py-2 text-right text-soft"
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {regions.map((region, row) => (
              <tr key={region.code}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 min-w-24 max-w-36 border-line border-b bg-paper py-2 pr-4 text-left align-top font-semibold sm:max-w-72"
                >
                  {region.name}
                  <span className="block font-normal text-faint text-xs max-sm:hidden">
                    {region.provinces}
                  </span>
                </th>
                {steps.map(({ grams, label }, column) => {
                  const at = `rates.${row * steps.length + column}`
                  const value = refused ? refused.typed[`${at}.price`] : prices[`${region.code} ${grams}`]
                  return (
                    <td key={grams} className="border-line border-b px-1.5 py-2 align-top">
                      <input type="hidden" name={`${at}.region`} value={region.code} />
                      <input type="hidden" name={`${at}.upToGrams`} value={grams} />
                      <input
                        key={value}
                        name={`${at}.price`}
                        defaultValue={value}
                        inputMode="decimal"
                        maxLength={20}
                        autoComplete="off"
                        aria-label={`${region.name}, ${label}`}
                        className={classes(
                          'tabular min-h-10 w-20 rounded-sm border border-edge bg-raised px-2 text-right text-base',
                          'placeholder:text-faint print:border-0',
                        )}
                        placeholder={words.cell}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SubmitButton tone="forward" working={words.working} className="no-print self-start">
        {words.save}
      </SubmitButton>
    </form>
  )
}
