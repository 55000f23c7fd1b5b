import { Badge } from '#components/ui/badge.tsx'
import { Picture, type PictureView } from '#components/ui/picture.tsx'

export interface OrderLineShown {
  readonly key: string
  readonly title: string
  readonly pack: string
  /** Undefined where the order's record has none; null where the product has none. */
  readonly picture?: PictureView | null
  readonly quantity: number
  readonly each: string
  readonly total: string
  readonly note?: string | null
  readonly problem?: string | null
}

/** What is, or was, bought: lines with their sums under each other. */
export function OrderLines({ lines }: { lines: readonly OrderLineShown[] }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {lines.map((line) => (
        <li key={line.key} className="flex items-start gap-3 py-3">
          {line.picture !== undefined && (
            <Picture
              picture={line.picture}
              alt=""
              sizes="56px"
              className="size-14 shrink-0 rounded-sm border border-line"
            />
          )}
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{line.title}</p>
            <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
              {line.pack} · <span className="tabular">{line.each}</span>
              {line.note && <Badge tone="urgent">{line.note}</Badge>}
            </p>
            {line.problem && <p className="font-medium text-persimmon-deep text-sm">{line.problem}</p>}
          </div>
          <p className="tabular whitespace-nowrap text-right">
            <span className="text-soft">{line.quantity} × </span>
            <span className="font-semibold">{line.total}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
