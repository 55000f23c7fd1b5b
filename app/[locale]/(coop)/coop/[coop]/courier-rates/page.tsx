import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CourierRatesForm } from '#components/catalog/courier-rates-form.tsx'
import { Field, TextInput } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { MOST_PARCEL_GRAMS } from '#lib/catalog/model.ts'
import { mayEditCourierRates } from '#lib/catalog/policy.ts'
import { courierRatesOf } from '#lib/catalog/queries.ts'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { paths } from '#lib/edge/paths.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { typedMoney } from '#lib/kernel/money.ts'
import { asked, staffVisit } from '../staff-visit.ts'
import { saveRates } from './actions.ts'

/** What couriers usually weigh by, for a table that is still empty. */
const USUAL_STEPS = [1_000, 3_000, 5_000, 10_000, 20_000, 30_000]

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<'step', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalog')
  return { title: t('ratesTitle') }
}

/** What shipping costs, for every region and weight. */
export default async function CourierRatesPage({ params, searchParams }: Props) {
  const [{ coop }, question] = await Promise.all([params, searchParams])
  const { locale, cooperative } = await staffVisit(coop, mayEditCourierRates)
  const [t, common, rates] = await Promise.all([
    getTranslations('catalog'),
    getTranslations('common'),
    courierRatesOf(cooperative.id),
  ])
  const step = Number(asked(question.step) ?? 0)
  const extra = Number.isInteger(step) && step > 0 && step <= MOST_PARCEL_GRAMS ? [step] : []
  const there = rates.length > 0 ? rates.map(({ upToGrams }) => upToGrams) : USUAL_STEPS
  const steps = [...new Set([...there, ...extra])].sort((a, b) => a - b)
  const kilos = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilogram',
    maximumFractionDigits: 3,
  })
  const currency = cooperative.currency.toUpperCase()
  return (
    <>
      <PageTitle title={t('ratesTitle')} lead={t('ratesLead', { currency })} />
      {rates.length === 0 && (
        <Notice tone="trust" className="mb-5">
          {t('ratesNone')}
        </Notice>
      )}
      <CourierRatesForm
        send={saveRates}
        cooperativeId={cooperative.id}
        regions={CHINA_REGIONS.map(({ code, name, provinces }) => ({
          code,
          name: inLocale(name, locale),
          provinces: provinces
            .map((province) => inLocale(province.name, locale))
            .join(locale === 'zh' ? '、' : ', '),
        }))}
        steps={steps.map((grams) => ({
          grams,
          label: t('ratesUpTo', { weight: kilos.format(grams / 1000) }),
        }))}
        prices={Object.fromEntries(
          rates.map(({ region, upToGrams, price }) => [
            `${region} ${upToGrams}`,
            typedMoney({ amount: price, currency: cooperative.currency }),
          ]),
        )}
        words={{
          save: t('save'),
          working: common('working'),
          region: t('ratesRegion'),
          caption: t('ratesTitle'),
          cell: t('ratesNoCell'),
        }}
      />
      <form
        action={paths.coopCourierRates(locale, coop)}
        className="no-print mt-8 flex max-w-md flex-col gap-3 border-line border-t pt-6"
      >
        <Field id="step" label={t('ratesStep')} hint={t('ratesStepHint')}>
          <TextInput
            id="step"
            name="step"
            inputMode="numeric"
            pattern="[0-9]+"
            maxLength={6}
            required
            autoComplete="off"
            aria-describedby="step-hint"
          />
        </Field>
        <SubmitButton working={common('working')} className="self-start">
          {t('ratesAddStep')}
        </SubmitButton>
      </form>
    </>
  )
}
