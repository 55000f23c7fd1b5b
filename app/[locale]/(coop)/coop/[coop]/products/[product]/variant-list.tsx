import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DeedForm } from '#components/catalog/deed-form.tsx'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { buttonClasses } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { Folded } from '#components/ui/fold.tsx'
import { type StaffProduct, UNITS, type VariantShown } from '#lib/catalog/model.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney, typedMoney } from '#lib/kernel/money.ts'
import { staffWords } from '../../staff-words.ts'
import { restorePack, retirePack, savePack } from '../actions.ts'

type Props = { product: StaffProduct; coop: string }

/** What buyers can choose, each with its price; those no longer sold stand last and may come back. */
export async function VariantList({ product, coop }: Props) {
  const [{ locale }, t, words] = await Promise.all([visit(), getTranslations('catalog'), staffWords()])
  const { working } = words('')

  const form = (variant: VariantShown | undefined, folded: Folded) => (
    <WordsForm
      id={variant?.id ?? 'new-pack'}
      locale={locale}
      send={savePack}
      hidden={{ productId: product.id, variantId: variant?.id }}
      plain={[
        {
          name: 'price',
          label: t('price'),
          hint: t('priceHint', { currency: product.currency.toUpperCase() }),
          value: variant && typedMoney(variant.price),
          inputMode: 'decimal',
          maxLength: 20,
        },
        {
          name: 'weightGrams',
          label: t('weight'),
          value: variant && String(variant.weightGrams),
          inputMode: 'numeric',
          maxLength: 9,
        },
        {
          name: 'unit',
          label: t('unit'),
          value: variant?.unit ?? 'crate',
          options: UNITS.map(({ code, name }) => ({ value: code, label: name[locale] })),
        },
      ]}
      localised={[
        {
          name: 'pack',
          label: t('pack'),
          hint: variant ? undefined : t('packHint'),
          max: 60,
          value: variant?.pack,
        },
      ]}
      words={words(t('save'))}
      folded={folded}
    />
  )

  return (
    <Card title={t('variants')} lead={t('variantsLead')}>
      {product.variants.length === 0 && (
        <EmptyState title={t('noVariants')}>{t('noVariantsHint')}</EmptyState>
      )}
      <ul className="empty:hidden">
        {product.variants.map((variant) => {
          const pack = inLocale(variant.pack, locale)
          return (
            <li key={variant.id} className="border-line py-3 not-first:border-t">
              <div
                className={classes(
                  'flex flex-wrap items-center gap-x-6 gap-y-1',
                  variant.retired && 'text-faint',
                )}
              >
                <p className="min-w-40 flex-1 font-semibold">
                  {pack} {variant.retired && <Badge>{t('retired')}</Badge>}
                </p>
                <p className="tabular font-semibold">{formatMoney(variant.price, locale)}</p>
                <p className="tabular text-sm">
                  <span className="sr-only">{t('weightShown')} </span>
                  {kilos(variant.weightGrams, locale)}
                </p>
                <Link
                  href={paths.coopLedger(locale, coop, variant.id)}
                  className={classes('no-print', buttonClasses({ tone: 'quiet', size: 'small' }))}
                >
                  {t('stockOf')}
                </Link>
                <DeedForm
                  send={variant.retired ? restorePack : retirePack}
                  hidden={{ variantId: variant.id }}
                  label={variant.retired ? t('restore') : t('retire')}
                  ariaLabel={variant.retired ? t('restoreOf', { pack }) : t('retireOf', { pack })}
                  working={working}
                  tone="quiet"
                  className="no-print"
                />
                {!variant.retired &&
                  form(variant, {
                    label: t('editVariant'),
                    ariaLabel: t('editVariantOf', { pack }),
                    className: 'no-print open:basis-full',
                  })}
              </div>
            </li>
          )
        })}
      </ul>
      {/* A new form for the next one, once this one is there. */}
      <div key={product.variants.length} className="no-print">
        {form(undefined, { label: t('newVariant'), tone: 'plain', open: product.variants.length === 0 })}
      </div>
    </Card>
  )
}

function kilos(grams: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilogram', maximumFractionDigits: 3 }).format(
    grams / 1000,
  )
}
