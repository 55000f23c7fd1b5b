import { expect, test, vi } from 'vitest'
import { onRequestError } from '../../instrumentation.ts'

const { error } = vi.hoisted(() => ({ error: vi.fn() }))
vi.mock('#lib/kernel/log.ts', () => ({ logger: () => ({ error }) }))

test('a page that broke is in the log under its request, without what stood in its address', async () => {
  const err = new Error('broken')
  const request = {
    path: '/en/orders/ord_1?key=secret',
    method: 'GET',
    headers: { 'x-request-id': 'req_1', cookie: 'cunbo_session=secret' },
  }
  const page = {
    routerKind: 'App Router',
    routePath: '/[locale]/orders/[order]',
    routeType: 'render',
    renderSource: 'react-server-components',
    revalidateReason: undefined,
  } as const
  await onRequestError(err, request, page)
  expect(error).toHaveBeenCalledExactlyOnceWith(
    { err, route: '/[locale]/orders/[order]', requestId: 'req_1' },
    'a page broke',
  )
  expect(JSON.stringify(error.mock.calls)).not.toContain('secret')
})
