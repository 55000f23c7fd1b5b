import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { liveChat } from './chat.ts'
import { cooperative, people, producers } from './cooperative.ts'
import { courier } from './courier.ts'
import { loopScenes, sceneAt } from './loop.ts'
import { lots } from './lots.ts'
import { categories, products } from './products.ts'
import { shows, TEA_TERRACE_PHASE } from './shows.ts'
import type { Localised } from './types.ts'

const variants = products.flatMap(({ slug, variants }) =>
  variants.map((variant) => ({ product: slug, ...variant })),
)
const productSlugs = new Set(products.map(({ slug }) => slug))

/** Every text in three languages, wherever it stands. */
function textsIn(value: unknown): Localised[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value && 'fr' in value) return [value as Localised]
  return Object.values(value).flatMap(textsIn)
}

describe('The demo’s village', () => {
  it('speaks three languages everywhere', () => {
    const texts = textsIn({ cooperative, producers, people, categories, products, lots, courier, shows })
    expect(texts.length).toBeGreaterThan(150)
    for (const { zh, en, fr } of texts) for (const text of [zh, en, fr]) expect(text.trim()).not.toBe('')
  })

  it('names each product, pack, lot and show once', () => {
    for (const names of [
      products.map(({ slug }) => slug),
      variants.map(({ sku }) => sku),
      lots.map(({ code }) => code),
      shows.map(({ slug }) => slug),
      producers.map(({ slug }) => slug),
      people.map(({ mail }) => mail),
    ])
      expect(new Set(names).size).toBe(names.length)
  })

  it('has a dozen products in known categories', () => {
    expect(products).toHaveLength(12)
    const known = new Set(categories.map(({ slug }) => slug))
    for (const { category } of products) expect(known).toContain(category)
  })

  it('has every picture that it names, and no other', async () => {
    const named = [
      ...products.map(({ picture }) => picture),
      ...producers.map(({ portrait }) => portrait),
      ...people.flatMap(({ portrait }) => portrait ?? []),
      ...shows.map(({ poster }) => poster),
    ]
    const there = await readdir(new URL('./pictures/', import.meta.url))
    expect(there.toSorted()).toEqual(named.toSorted())
  })

  it('grows every lot itself', () => {
    const growers = new Set(producers.map(({ slug }) => slug))
    const skus = new Set(variants.map(({ sku }) => sku))
    for (const { producer, sku, harvestedDaysAgo, bestBeforeDays } of lots) {
      expect(growers).toContain(producer)
      expect(skus).toContain(sku)
      // Whatever is on sale still keeps for a week when it arrives.
      expect(bestBeforeDays - harvestedDaysAgo).toBeGreaterThanOrEqual(7)
    }
  })

  it('has one thing sold out and one nearly', () => {
    const left = (sku: string) =>
      lots.filter((lot) => lot.sku === sku).reduce((sum, lot) => sum + lot.quantity, 0)
    const counts = variants.map(({ sku }) => left(sku))
    expect(counts.filter((count) => count === 0)).toHaveLength(1)
    expect(counts.some((count) => count > 0 && count <= 5)).toBe(true)
  })
})

describe('The demo’s shows', () => {
  it('sell on air what exists, for less', () => {
    for (const { listings } of shows)
      for (const { product, onAirFen } of listings) {
        expect(productSlugs).toContain(product)
        expect(Object.keys(onAirFen).length).toBeGreaterThan(0)
        for (const [sku, fen] of Object.entries(onAirFen)) {
          const variant = variants.find((one) => one.sku === sku)
          expect(variant?.product).toBe(product)
          expect(fen).toBeLessThan(variant?.priceFen ?? 0)
          expect(fen).toBeGreaterThan((variant?.priceFen ?? 0) * 0.8)
        }
      }
  })

  it('line up for the morning what the film holds up, in its order', () => {
    const morning = shows.find(({ slug }) => slug === 'harvest-morning')
    expect(morning?.listings.slice(0, 6).map(({ product }) => product)).toEqual(
      loopScenes.map(({ product }) => product),
    )
    expect(morning?.listings).toHaveLength(8)
  })

  it('pin in the replay what is in the picture, and only what is lined up', () => {
    const tea = shows.find(({ slug }) => slug === 'tea-terrace')
    const lined = new Set(tea?.listings.map(({ product }) => product))
    expect(tea?.pins.length).toBeGreaterThan(0)
    for (const { product, fromSeconds, toSeconds } of tea?.pins ?? []) {
      expect(lined).toContain(product)
      const scene = sceneAt(TEA_TERRACE_PHASE + fromSeconds)
      expect(scene.product).toBe(product)
      expect(scene.until - scene.since).toBe(toSeconds - fromSeconds)
    }
  })

  it('keep what is said within the replay', () => {
    const tea = shows.find(({ slug }) => slug === 'tea-terrace')
    const seconds = tea?.time.state === 'ended' ? tea.time.seconds : 0
    const times = tea?.chat.map(({ atSeconds }) => atSeconds) ?? []
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(seconds)
  })

  it('talk about what there is', () => {
    for (const { about } of liveChat)
      if (about !== null) expect(loopScenes.map(({ product }) => product)).toContain(about)
    for (const { product } of loopScenes) expect(liveChat.some(({ about }) => about === product)).toBe(true)
  })
})

describe('The demo’s courier', () => {
  it('goes to all 31 provinces of the mainland', () => {
    const regions = new Set(courier.regions.map(({ slug }) => slug))
    expect(new Set(courier.provinces.map(({ code }) => code)).size).toBe(31)
    for (const { region } of courier.provinces) expect(regions).toContain(region)
  })

  it('costs more the heavier and, region by region, the farther', () => {
    for (const [index, { steps }] of courier.regions.entries()) {
      const nearer = courier.regions[index - 1]?.steps
      for (const [step, { upToGrams, fen }] of steps.entries()) {
        expect(upToGrams).toBeGreaterThan(steps[step - 1]?.upToGrams ?? 0)
        expect(fen).toBeGreaterThan(steps[step - 1]?.fen ?? 0)
        expect(fen).toBeGreaterThan(nearer?.[step]?.fen ?? 0)
      }
    }
  })

  it('carries the heaviest pack in one parcel', () => {
    const most = Math.max(...variants.map(({ shippingGrams }) => shippingGrams))
    for (const { steps } of courier.regions) expect(steps.at(-1)?.upToGrams).toBeGreaterThanOrEqual(most)
  })
})
