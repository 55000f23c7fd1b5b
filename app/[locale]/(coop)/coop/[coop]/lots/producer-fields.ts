import type { getTranslations } from 'next-intl/server'
import type { LanguageField } from '#components/catalog/language-fields.tsx'
import type { PlainField } from '#components/catalog/words-form.tsx'
import type { ProducerShown } from '#lib/catalog/model.ts'

type Translate = Awaited<ReturnType<typeof getTranslations<'inventory'>>>

/** What is written of a farmer, for one there is or a new one. */
export function producerFields(
  t: Translate,
  producer?: ProducerShown,
): { plain: PlainField[]; localised: LanguageField[] } {
  return {
    plain: [
      { name: 'name', label: t('producerName'), value: producer?.name, maxLength: 80 },
      {
        name: 'portrait',
        label: t('portrait'),
        hint: t('portraitHint'),
        type: 'file',
        accept: 'image/jpeg,image/png,image/webp,image/avif',
        optional: true,
      },
    ],
    localised: [
      { name: 'village', label: t('producerVillage'), max: 120, value: producer?.village },
      { name: 'story', label: t('producerStory'), max: 2000, rows: 5, value: producer?.story },
    ],
  }
}
