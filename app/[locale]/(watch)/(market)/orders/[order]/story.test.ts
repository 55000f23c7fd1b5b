import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '#lib/kernel/locale.ts'
import type { OrderView } from '#lib/orders/present-order.ts'
import { orderStory } from './story.ts'

function story(endedReason: string, locale: Locale): string {
  const words: Record<string, string> = JSON.parse(readFileSync(`messages/${locale}/checkout.json`, 'utf8'))
  const t = ((key: string) => words[key]) as Parameters<typeof orderStory>[2]['t']
  const order = { state: 'RELEASED', endedReason } as OrderView
  return orderStory(order, null, { locale, t, time: String })
}

describe.each(LOCALES)('an unpaid order that was given up, in %s', (locale) => {
  const timeRanOut = /付款时间已过|time to pay has run out|délai de paiement/
  const buysGoods = /就给您发货|buys the goods|achète la marchandise/

  test('by staff for a reason: the cooperative did it, no time ran out, and late money comes back', () => {
    const told = story('Frost in the orchard', locale)
    expect(told).toMatch(/合作社|cooperative|coopérative/)
    expect(told).not.toMatch(timeRanOut)
    expect(told).not.toMatch(buysGoods)
  })

  test('by time: it says so, and late money may still buy', () => {
    const told = story('deadline', locale)
    expect(told).toMatch(timeRanOut)
    expect(told).toMatch(buysGoods)
  })

  test('by the buyer: late money comes back', () => {
    expect(story('buyer', locale)).not.toMatch(buysGoods)
  })
})
