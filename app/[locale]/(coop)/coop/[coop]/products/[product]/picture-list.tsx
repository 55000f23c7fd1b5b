import { getTranslations } from 'next-intl/server'
import { DeedForm } from '#components/catalog/deed-form.tsx'
import { PictureDrop } from '#components/catalog/picture-drop.tsx'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { AskOnce } from '#components/members/ask-once.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { MAX_PICTURE_BYTES, MAX_PICTURES, type StaffProduct } from '#lib/catalog/model.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { staffWords } from '../../staff-words.ts'
import { dropPicture, movePicture, saveAlt, sendOnePicture } from '../actions.ts'

type Props = { product: StaffProduct; coop: string }

/** The product's pictures in their order, and the way to add more. */
export async function PictureList({ product, coop }: Props) {
  const [{ locale }, t, words] = await Promise.all([visit(), getTranslations('catalog'), staffWords()])
  const ids = product.pictures.map(({ id }) => id)
  const { working } = words('')
  return (
    <Card title={t('pictures')} lead={t('picturesLead')}>
      {product.pictures.length > 0 && (
        <ol className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
          {product.pictures.map((picture, index) => {
            const number = index + 1
            return (
              <li key={picture.id} className="flex flex-col gap-2">
                <div className="relative">
                  <Picture
                    picture={picture}
                    alt={inLocale(picture.alt, locale) || t('pictureNumber', { number })}
                    sizes="(width >= 64rem) 16rem, 45vw"
                    className="aspect-square w-full rounded-md border border-line"
                  />
                  {index === 0 && (
                    <span className="absolute top-2 left-2">
                      <Badge tone="good">{t('first')}</Badge>
                    </span>
                  )}
                </div>
                <div className="no-print flex flex-wrap gap-2">
                  {index > 0 && (
                    <DeedForm
                      send={movePicture}
                      hidden={{ productId: product.id, pictureIds: moved(ids, index, index - 1) }}
                      label={t('earlier')}
                      ariaLabel={t('earlierOf', { number })}
                      working={working}
                    />
                  )}
                  {index < ids.length - 1 && (
                    <DeedForm
                      send={movePicture}
                      hidden={{ productId: product.id, pictureIds: moved(ids, index, index + 1) }}
                      label={t('later')}
                      ariaLabel={t('laterOf', { number })}
                      working={working}
                    />
                  )}
                  <AskOnce
                    label={t('removePicture')}
                    ask={t('removePictureAsk')}
                    hint={t('removePictureHint')}
                    hidden={{ productId: product.id, pictureId: picture.id }}
                    send={dropPicture}
                    words={{ sure: t('removeSure'), working }}
                  />
                </div>
              </li>
            )
          })}
        </ol>
      )}
      {product.pictures.length > 0 && (
        <ul className="no-print flex flex-col">
          {product.pictures.map((picture, index) => {
            const said = inLocale(picture.alt, locale)
            return (
              <li key={picture.id} className="border-line not-first:border-t">
                <div className="flex min-h-12 flex-wrap items-center gap-x-3 text-sm">
                  <span className="font-medium">{t('pictureNumber', { number: index + 1 })}</span>
                  <span className={said ? 'text-soft' : 'text-faint'}>{said || t('altMissing')}</span>
                  <WordsForm
                    id={`alt-${picture.id}`}
                    locale={locale}
                    send={saveAlt}
                    hidden={{ productId: product.id, pictureId: picture.id }}
                    localised={[
                      { name: 'alt', label: t('alt'), hint: t('altHint'), max: 160, value: picture.alt },
                    ]}
                    words={words(t('save'))}
                    folded={{
                      label: t('alt'),
                      ariaLabel: t('altOf', { number: index + 1 }),
                      className: 'open:basis-full',
                    }}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {ids.length < MAX_PICTURES && (
        <PictureDrop
          url={paths.coopPictures(locale, coop, product.id)}
          send={sendOnePicture}
          productId={product.id}
          maxBytes={MAX_PICTURE_BYTES}
          words={{
            choose: t('choosePictures'),
            limits: t('pictureLimits', { max: MAX_PICTURES }),
            drop: t('dropHere'),
            submit: t('upload'),
            working,
            tooLarge: t('pictureTooLarge'),
            lost: t('pictureLost'),
            done: t('pictureDone'),
          }}
        />
      )}
    </Card>
  )
}

/** The same pictures with one of them at another place. */
function moved(ids: readonly string[], from: number, to: number): string[] {
  const rest = ids.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ids[from] ?? '')
}
