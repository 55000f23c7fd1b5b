import { getTranslations } from 'next-intl/server'
import { DeedForm } from '#components/catalog/deed-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import type { Missing, StaffProduct } from '#lib/catalog/model.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { publish, unpublish } from '../actions.ts'

const LACKS = { picture: 'lacksPicture', variant: 'lacksVariant' } as const satisfies Record<Missing, string>

/** Whether buyers see it, what it lacks before they can, and the button that changes it. */
export async function ProductState({ product }: { product: StaffProduct }) {
  const [{ locale }, t, common] = await Promise.all([
    visit(),
    getTranslations('catalog'),
    getTranslations('common'),
  ])
  const working = common('working')
  const hidden = { productId: product.id }
  return (
    <section
      aria-label={t('state')}
      className="flex flex-wrap items-center justify-between gap-4 rounded-md border border-line bg-raised p-5"
    >
      {product.state === 'PUBLISHED' ? (
        <>
          <p className="flex flex-wrap items-center gap-3">
            <Badge tone="good">{t('onSale')}</Badge>
            {t('publishedLead')}
          </p>
          <div className="no-print flex flex-wrap gap-3">
            <ButtonLink size="small" href={paths.product(locale, product.slug)}>
              {t('see')}
            </ButtonLink>
            <DeedForm send={unpublish} hidden={hidden} label={t('unpublish')} working={working} />
          </div>
        </>
      ) : (
        <>
          <div className="flex flex-wrap items-start gap-3">
            <Badge>{t('draft')}</Badge>
            <div>
              <p>{t('draftLead')}</p>
              {product.missing.length === 0 ? (
                <p className="text-leaf-deep">{t('readyLead')}</p>
              ) : (
                <>
                  <p>{t('lacks')}</p>
                  <ul id="lacks" className="list-disc pl-5 font-medium">
                    {product.missing.map((missing) => (
                      <li key={missing}>{t(LACKS[missing])}</li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </div>
          <DeedForm
            send={publish}
            hidden={hidden}
            label={t('publish')}
            working={working}
            tone="forward"
            size="normal"
            disabled={product.missing.length > 0}
            className="no-print"
          />
        </>
      )}
    </section>
  )
}
