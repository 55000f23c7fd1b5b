import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Picture, type PictureView } from '#components/ui/picture.tsx'

export interface ProductCardView {
  readonly slug: string
  readonly title: string
  readonly village: string
  readonly picture: PictureView | null
  /** In words, e.g. "from ¥38.00". */
  readonly price: string
  readonly soldOut: boolean
}

type Props = { product: ProductCardView; href: string; soldOutWord: string; eager?: boolean }

/** A product on the stall: picture, name, where it grew, what it costs. */
export function ProductCard({ product, href, soldOutWord, eager }: Props) {
  return (
    <article className="group relative">
      <Picture
        picture={product.picture}
        alt=""
        sizes="(width >= 64rem) 16rem, 45vw"
        eager={eager}
        className="aspect-square w-full rounded-md border border-line"
      />
      <div className="pt-2.5">
        <h3 className="line-clamp-2 font-semibold text-base">
          {/* The whole card is the target; the name is the link. */}
          <Link href={href} prefetch={false} className="group-hover:underline after:absolute after:inset-0">
            {product.title}
          </Link>
        </h3>
        <p className="truncate text-faint text-sm">{product.village}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-2">
          <span className="tabular font-bold">{product.price}</span>
          {product.soldOut && <Badge>{soldOutWord}</Badge>}
        </p>
      </div>
    </article>
  )
}
