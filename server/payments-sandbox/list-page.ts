import type { FormTree } from './form.ts'
import { integer, type Reader, record } from './params.ts'
import { invalid, missing } from './refusal.ts'

export interface Range {
  readonly gt?: number | undefined
  readonly gte?: number | undefined
  readonly lt?: number | undefined
  readonly lte?: number | undefined
}

export interface PageParams {
  readonly ending_before: string | undefined
  readonly limit: number | undefined
  readonly starting_after: string | undefined
}

export interface ApiPage {
  readonly object: 'list'
  readonly data: readonly object[]
  readonly has_more: boolean
  readonly url: string
}

const bounds = record({ gt: integer(), gte: integer(), lt: integer(), lte: integer() })

/** A moment, or bounds of one, in seconds. */
export function range(): Reader<Range | undefined> {
  return {
    ...bounds,
    read(value: FormTree | undefined, at: string) {
      if (typeof value !== 'string') return bounds.read(value, at)
      const moment = integer().read(value, at)
      return { gte: moment, lte: moment }
    },
  }
}

export function inRange(moment: number, bounds: Range | undefined): boolean {
  const { gt, gte, lt, lte } = bounds ?? {}
  return (
    (gt === undefined || moment > gt) &&
    (gte === undefined || moment >= gte) &&
    (lt === undefined || moment < lt) &&
    (lte === undefined || moment <= lte)
  )
}

const DEFAULT_LIMIT = 10

/**
 * One page of what `keep` lets through, newest first. A cursor must name a row there is, kept or not.
 * `name` is what refusals call the thing.
 */
export function listPage<O extends { readonly id: string }>(
  rows: readonly { readonly object: O }[],
  params: PageParams,
  options: { url: string; name: string; keep?: (object: O) => boolean; oldestFirst?: boolean },
): ApiPage {
  const { starting_after: after, ending_before: before } = params
  if (after !== undefined && before !== undefined)
    throw invalid('You may only specify one of these parameters: starting_after, ending_before.')
  const limit = params.limit ?? DEFAULT_LIMIT
  const ordered = options.oldestFirst ? rows : rows.toReversed()
  const keep = options.keep ?? (() => true)
  const place = (id: string, param: string) => {
    const index = ordered.findIndex((row) => row.object.id === id)
    if (index < 0) throw missing(options.name, id, param, 400)
    return index
  }
  if (before !== undefined) {
    const newer = ordered
      .slice(0, place(before, 'ending_before'))
      .map((row) => row.object)
      .filter(keep)
    return page(newer.slice(-limit), newer.length > limit, options.url)
  }
  const rest = after === undefined ? ordered : ordered.slice(place(after, 'starting_after') + 1)
  const found = rest.map((row) => row.object).filter(keep)
  return page(found.slice(0, limit), found.length > limit, options.url)
}

function page(data: readonly object[], hasMore: boolean, url: string): ApiPage {
  return { object: 'list', data, has_more: hasMore, url }
}
