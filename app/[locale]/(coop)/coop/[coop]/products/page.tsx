import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { Cell, HeadCell, NumberCell, Table } from '#components/ui/table.tsx'
import { categoryName } from '#lib/catalog/model.ts'
import { mayEditCatalog, maySeeCatalog } from '#lib/catalog/policy.ts'
import { productCounts, staffProducts } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { Choices } from '../choices.tsx'
import { ListSearch } from '../list-search.tsx'
import { PagesOfList } from '../pages-of-list.tsx'
import { asked, staffVisit } from '../staff-visit.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<'q' | 'state' | 'after', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalog')
  return { title: t('title') }
}

/** Everything the cooperative sells or is about to. */
export default async function ProductsPage({ params, searchParams }: Props) {
  const [{ coop }, question] = await Promise.all([params, searchParams])
  const { actor, locale, cooperative } = await staffVisit(coop, maySeeCatalog)
  const q = asked(question.q)
  const state = (['DRAFT', 'PUBLISHED'] as const).find((one) => one === asked(question.state))
  const after = asked(question.after)
  const [t, common, format, products, counts] = await Promise.all([
    getTranslations('catalog'),
    getTranslations('common'),
    getFormatter(),
    staffProducts(cooperative.id, { words: q, state, cursor: after }),
    productCounts(cooperative.id),
  ])
  const list = (more: { q?: string; state?: string; after?: string }) =>
    paths.coopProducts(locale, coop, more)
  const mayEdit = mayEditCatalog(actor, cooperative.id)
  const create = mayEdit && (
    <ButtonLink tone="forward" href={paths.coopNewProduct(locale, coop)}>
      {t('new')}
    </ButtonLink>
  )
  const nothing = counts.DRAFT + counts.PUBLISHED === 0
  return (
    <>
      <PageTitle
        title={t('title')}
        lead={nothing ? undefined : t('lead', { published: counts.PUBLISHED, draft: counts.DRAFT })}
        actions={!nothing && create}
      />
      {nothing ? (
        <EmptyState title={t('none')} action={create}>
          {t('noneHint')}
        </EmptyState>
      ) : (
        <>
          <div className="mb-5 flex flex-wrap items-center gap-3">
            <div className="w-full sm:w-auto sm:min-w-80">
              <ListSearch
                action={list({})}
                words={{ label: t('search'), find: t('find'), working: common('working') }}
                value={q}
                keep={{ state }}
              />
            </div>
            <Choices
              label={t('filter')}
              choices={[
                { href: list({ q }), label: t('all'), current: !state },
                { href: list({ q, state: 'PUBLISHED' }), label: t('onSale'), current: state === 'PUBLISHED' },
                { href: list({ q, state: 'DRAFT' }), label: t('drafts'), current: state === 'DRAFT' },
              ]}
            />
          </div>
          {products.rows.length === 0 ? (
            <EmptyState title={t('noneFound')} action={<ButtonLink href={list({})}>{t('all')}</ButtonLink>}>
              {t('noneFoundHint')}
            </EmptyState>
          ) : (
            <Table caption={t('title')}>
              <thead>
                <tr>
                  <HeadCell className="w-14 pr-0 pl-0 lg:pl-3">
                    <span className="sr-only">{t('picture')}</span>
                  </HeadCell>
                  <HeadCell>{t('product')}</HeadCell>
                  <HeadCell className="max-md:hidden">{t('category')}</HeadCell>
                  <HeadCell className="text-right max-sm:hidden">{t('packs')}</HeadCell>
                  <HeadCell className="text-right">{t('price')}</HeadCell>
                  <HeadCell className="max-sm:hidden">{t('state')}</HeadCell>
                  <HeadCell className="max-lg:hidden">{t('changed')}</HeadCell>
                </tr>
              </thead>
              <tbody>
                {products.rows.map((product) => (
                  <tr key={product.id} className="relative hover:bg-sunken">
                    <Cell className="pr-0 pl-0 lg:pl-3">
                      <Picture
                        picture={product.picture}
                        alt=""
                        sizes="48px"
                        className="size-12 max-w-none rounded-sm"
                      />
                    </Cell>
                    <Cell className="align-middle!">
                      <ProductName
                        href={
                          mayEdit
                            ? paths.coopProduct(locale, coop, product.id)
                            : product.state === 'PUBLISHED'
                              ? paths.product(locale, product.slug)
                              : null
                        }
                      >
                        {inLocale(product.title, locale)}
                      </ProductName>
                      {product.state === 'DRAFT' && (
                        <span className="block pt-1 sm:hidden">
                          <Badge>{t('draft')}</Badge>
                        </span>
                      )}
                    </Cell>
                    <Cell className="align-middle! max-md:hidden">
                      {inLocale(categoryName(product.category), locale)}
                    </Cell>
                    <NumberCell className="align-middle! max-sm:hidden">{product.variantsForSale}</NumberCell>
                    <NumberCell className="align-middle!">
                      {product.from &&
                        (product.variantsForSale > 1
                          ? t('fromPrice', { price: formatMoney(product.from, locale) })
                          : formatMoney(product.from, locale))}
                    </NumberCell>
                    <Cell className="align-middle! max-sm:hidden">
                      {product.state === 'PUBLISHED' ? (
                        <Badge tone="good">{t('onSale')}</Badge>
                      ) : (
                        <Badge>{t('draft')}</Badge>
                      )}
                    </Cell>
                    <Cell className="whitespace-nowrap align-middle! text-soft max-lg:hidden">
                      <time dateTime={product.updatedAt.toISOString()}>
                        {format.dateTime(product.updatedAt, { dateStyle: 'medium' })}
                      </time>
                    </Cell>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          <PagesOfList
            next={products.next && list({ q, state, after: products.next })}
            first={after ? list({ q, state }) : null}
            words={{ next: t('older'), first: t('newest') }}
          />
        </>
      )}
    </>
  )
}

/** The whole row is the target; the name is the link, for those who may follow it. */
function ProductName({ href, children }: { href: string | null; children: string }) {
  if (!href) return <span className="font-semibold text-base">{children}</span>
  return (
    <Link href={href} className="font-semibold text-base after:absolute after:inset-0">
      {children}
    </Link>
  )
}
