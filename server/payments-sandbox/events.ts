import { inRange, listPage, range } from './list-page.ts'
import { flag, list, record, text } from './params.ts'
import { invalid, missing } from './refusal.ts'
import { expandField, pageFields, type Route, route } from './route.ts'

// https://docs.stripe.com/api/events

function ofType(type: string, wanted: readonly string[] | undefined): boolean {
  if (!wanted) return true
  return wanted.some((one) => (one.endsWith('*') ? type.startsWith(one.slice(0, -1)) : type === one))
}

export const EVENT_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/events',
    record({
      ...pageFields,
      created: range(),
      delivery_success: flag(),
      type: text(),
      types: list(text(), { max: 20 }),
    }),
    ({ desk }, params) => {
      if (params.type !== undefined && params.types !== undefined)
        throw invalid('You may only specify one of these parameters: type, types.')
      const wanted = params.type === undefined ? params.types : [params.type]
      return listPage(desk.books.events.all(), params, {
        url: '/v1/events',
        name: 'event',
        keep: (event) =>
          inRange(event.created, params.created) &&
          ofType(event.type, wanted) &&
          (params.delivery_success === undefined ||
            (event.pending_webhooks === 0) === params.delivery_success),
      })
    },
  ),

  route('GET', '/v1/events/:id', record(expandField), ({ desk, path: [id = ''] }) => {
    const row = desk.books.events.get(id)
    if (!row) throw missing('event', id, 'id')
    return row.object
  }),
]
