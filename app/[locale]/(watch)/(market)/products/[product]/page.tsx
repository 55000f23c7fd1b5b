import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { BuyBox } from '#components/shop/buy-box.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { productPage } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { availableOf, openLotsOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { putPacks } from './actions.ts'

type Props = { params: Promise<{ product: string }> }

const read = cache(productPage)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ product: slug }, { locale }] = await Promise.all([params, visit()])
  const product = await read(slug)
  const picture = product?.pictures[0]
  return product
    ? {
        title: inLocale(product.title, locale),
        description: inLocale(product.story, locale),
        openGraph: { images: picture ? [paths.picture(picture.id, 640)] : [] },
      }
    : {}
}

export default async function ProductPage({ params }: Props) {
  const [{ product: slug }, { locale }] = await Promise.all([params, visit()])
  const product = await read(slug)
  if (!product) notFound()
  const [t, format, available, lots] = await Promise.all([
    getTranslations('shop'),
    getFormatter(),
    availableOf(product.variants.map(({ id }) => id)),
    openLotsOf(product.id),
  ])
  const title = inLocale(product.title, locale)
  const kilograms = (grams: number) =>
    format.number(grams / 1000, { style: 'unit', unit: 'kilogram', maximumFractionDigits: 2 })
  const day = (date: string) => format.dateTime(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' })

  return (
    <article className="grid gap-8 pt-6 lg:grid-cols-2 lg:gap-14 lg:pt-10">
      <div>
        <Picture
          picture={product.pictures[0] ?? null}
          alt={inLocale(product.pictures[0]?.alt ?? { zh: '', en: '', fr: '' }, locale) || title}
          sizes="(width >= 64rem) 34rem, 100vw"
          eager
          className="aspect-square w-full rounded-lg border border-line"
        />
        {product.pictures.length > 1 && (
          <ul className="mt-3 grid grid-cols-4 gap-3">
            {product.pictures.slice(1).map((picture, i) => (
              <li key={picture.id}>
                <Picture
                  picture={picture}
                  alt={
                    inLocale(picture.alt, locale) ||
                    t('pictureOf', { number: i + 2, count: product.pictures.length })
                  }
                  sizes="9rem"
                  className="aspect-square w-full rounded-md border border-line"
                />
              </li>
            ))}
          </ul>
        )}
      </div>

      <div className="flex flex-col gap-6">
        <header>
          <h1 className="text-2xl lg:text-4xl">{title}</h1>
          <p className="mt-2 text-soft">
            {inLocale(product.cooperative.name, locale)} · {inLocale(product.cooperative.village, locale)},{' '}
            {inLocale(product.cooperative.county, locale)}
          </p>
        </header>
        <BuyBox
          packs={product.variants.map((variant) => ({
            id: variant.id,
            pack: inLocale(variant.pack, locale),
            price: formatMoney(variant.price, locale),
            weight: t('weight', { weight: kilograms(variant.weightGrams) }),
            available: available.get(variant.id) ?? 0,
          }))}
          checkout={paths.checkout(locale, product.cooperative.slug)}
          cart={paths.cart(locale)}
          put={putPacks}
          words={{
            pack: t('pack'),
            quantity: t('quantity'),
            addToCart: t('addToCart'),
            buyNow: t('buyNow'),
            soldOut: t('soldOut'),
            left: t.raw('left'),
            inStock: t('inStock'),
            toCart: t('toCart'),
            working: t('working'),
          }}
        />
        <section>
          <h2 className="text-xl">{t('story')}</h2>
          <p className="mt-2 whitespace-pre-line text-soft leading-relaxed">
            {inLocale(product.story, locale)}
          </p>
        </section>
        <section>
          <h2 className="text-xl">{t('lots')}</h2>
          {lots.length === 0 && <p className="mt-2 text-soft">{t('noLots')}</p>}
          <ul className="mt-3 flex flex-col divide-y divide-line border-line border-y">
            {lots.map((lot) => (
              <li key={lot.code} className="flex gap-3 py-3">
                <Icon name="leaf" className="mt-0.5 shrink-0 text-leaf" />
                <div className="flex-1">
                  <p className="font-medium">
                    {t('lotFrom', { producer: lot.producerName, village: inLocale(lot.village, locale) })}
                  </p>
                  <p className="text-sm text-soft">
                    {t('harvested', { date: day(lot.harvestedOn) })}
                    {lot.bestBefore && <> · {t('bestBefore', { date: day(lot.bestBefore) })}</>}
                  </p>
                </div>
                <code className="text-faint text-sm">{lot.code}</code>
              </li>
            ))}
          </ul>
        </section>
        <p className="text-sm">
          <Link href={paths.home(locale)} className="text-leaf underline underline-offset-4">
            {t('season')}
          </Link>
        </p>
      </div>
    </article>
  )
}
