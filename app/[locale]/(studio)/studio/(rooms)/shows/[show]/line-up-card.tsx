import { getTranslations } from 'next-intl/server'
import { DeedForm } from '#components/catalog/deed-form.tsx'
import { type EditedListing, LineUpEditor } from '#components/live/line-up-editor.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TextInput } from '#components/ui/field.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { staffProducts } from '#lib/catalog/queries.ts'
import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney, typedMoney } from '#lib/kernel/money.ts'
import type { PreparedListing, PreparedShow } from '#lib/live/studio-queries.ts'
import { addToLineUp, saveLineUp } from '../../../actions.ts'

type Props = { show: PreparedShow; locale: Locale; hosts: boolean; find: string | undefined }

/** What is shown in which order at which price; assistants may look. */
export async function LineUpCard({ show, locale, hosts, find }: Props) {
  const [t, common] = await Promise.all([getTranslations('studio'), getTranslations('common')])
  const present = (listing: PreparedListing): EditedListing => {
    const title = inLocale(listing.title, locale)
    return {
      productId: listing.productId,
      title,
      picture: listing.picture,
      hidden: !listing.published ? t('draft') : listing.variants.length === 0 ? t('nothingOnSale') : null,
      variants: listing.variants.map((variant) => ({
        id: variant.id,
        pack: inLocale(variant.pack, locale),
        usual: t('usualPrice', {
          price: formatMoney({ amount: variant.price, currency: show.currency }, locale),
        }),
        onAir:
          variant.onAirPrice === null
            ? ''
            : typedMoney({ amount: variant.onAirPrice, currency: show.currency }),
      })),
      words: { up: t('up', { title }), down: t('down', { title }), remove: t('remove', { title }) },
    }
  }
  return (
    <Card title={t('lineUp')} lead={t('lineUpLead')}>
      {show.lineUp.length === 0 && (
        <EmptyState title={t('lineUpEmpty')}>{hosts && t('lineUpEmptyHint')}</EmptyState>
      )}
      {show.lineUp.length > 0 &&
        (hosts ? (
          <LineUpEditor
            showId={show.id}
            listings={show.lineUp.map(present)}
            send={saveLineUp}
            words={{
              onAirPrice: t('onAirPrice'),
              save: t('save'),
              working: common('working'),
              unsaved: t('unsaved'),
            }}
          />
        ) : (
          <ol className="flex list-decimal flex-col gap-2 pl-6">
            {show.lineUp.map((listing) => (
              <li key={listing.productId}>{inLocale(listing.title, locale)}</li>
            ))}
          </ol>
        ))}
      {hosts && <AddProducts show={show} locale={locale} find={find} />}
    </Card>
  )
}

async function AddProducts({ show, locale, find }: Omit<Props, 'hosts'>) {
  const [t, common] = await Promise.all([getTranslations('studio'), getTranslations('common')])
  const listed = new Set(show.lineUp.map(({ productId }) => productId))
  const { rows } = await staffProducts(show.cooperativeId, { words: find ?? '', state: 'PUBLISHED' })
  const others = rows.filter(({ id }) => !listed.has(id))
  return (
    <section aria-labelledby="add-title" className="flex flex-col gap-3 border-line border-t pt-4">
      <h3 id="add-title" className="font-semibold">
        {t('addTitle')}
      </h3>
      <search>
        <form className="flex gap-2" action="#add-title">
          <TextInput
            type="search"
            name="q"
            defaultValue={find}
            aria-label={t('find')}
            placeholder={t('find')}
            maxLength={80}
          />
          <Button type="submit" className="shrink-0">
            {t('findButton')}
          </Button>
        </form>
      </search>
      {others.length === 0 && <p className="text-soft">{find ? t('nothingFound') : t('allListed')}</p>}
      <ul className="grid gap-2 sm:grid-cols-2">
        {others.map((product) => {
          const title = inLocale(product.title, locale)
          return (
            <li key={product.id} className="flex items-center gap-3 rounded-md border border-line p-2">
              <Picture
                picture={product.picture}
                alt=""
                sizes="48px"
                className="size-12 shrink-0 rounded-sm"
              />
              <span className="min-w-0 flex-1 text-sm">{title}</span>
              <DeedForm
                send={addToLineUp}
                hidden={{ showId: show.id, productId: product.id }}
                label={t('add')}
                ariaLabel={t('addOne', { title })}
                working={common('working')}
                size="normal"
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
