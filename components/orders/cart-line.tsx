import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { buttonClasses } from '#components/ui/button.tsx'
import { Picture, type PictureView } from '#components/ui/picture.tsx'

export interface CartLineShown {
  readonly variantId: string
  readonly quantity: number
  readonly title: string
  readonly pack: string
  readonly picture: PictureView | null
  readonly href: string | null
  readonly each: string
  readonly total: string
  readonly onAir: boolean
  /** Why it cannot be bought like that, as a sentence. */
  readonly problem: string | null
}

type Props = {
  line: CartLineShown
  change: (form: FormData) => Promise<void>
  remove: (form: FormData) => Promise<void>
  words: Record<'quantity' | 'change' | 'remove' | 'onAirPrice', string>
}

/** One thing in the basket. Plain forms: changing and taking out work without JavaScript. */
export function CartLine({ line, change, remove, words }: Props) {
  const id = `quantity-${line.variantId}`
  return (
    <li className="flex gap-4 py-4">
      <Picture
        picture={line.picture}
        alt=""
        sizes="88px"
        className="size-22 shrink-0 rounded-md border border-line"
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="text-base">
            {line.href ? (
              <Link href={line.href} className="hover:underline">
                {line.title}
              </Link>
            ) : (
              line.title
            )}
          </h3>
          <p className="tabular font-bold">{line.total}</p>
        </div>
        <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
          {line.pack} · <span className="tabular">{line.each}</span>
          {line.onAir && <Badge tone="urgent">{words.onAirPrice}</Badge>}
        </p>
        {line.problem && <p className="mt-1 font-medium text-persimmon-deep text-sm">{line.problem}</p>}
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <form action={change} className="flex items-center gap-2">
            <input type="hidden" name="variantId" value={line.variantId} />
            <label htmlFor={id} className="sr-only">
              {words.quantity}
            </label>
            <input
              id={id}
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={999}
              required
              // A changed cart draws a new field, not the old one's text.
              key={line.quantity}
              defaultValue={line.quantity}
              className="tabular min-h-12 w-20 rounded-md border border-edge bg-raised px-3"
            />
            <button type="submit" className={buttonClasses({ tone: 'plain' })}>
              {words.change}
            </button>
          </form>
          <form action={remove}>
            <input type="hidden" name="variantId" value={line.variantId} />
            <button
              type="submit"
              className={buttonClasses({ tone: 'quiet' })}
              aria-label={`${words.remove}: ${line.title}`}
            >
              {words.remove}
            </button>
          </form>
        </div>
      </div>
    </li>
  )
}
