import type { NextRequest } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { LOCALES } from '#lib/kernel/locale.ts'

const localise = createMiddleware({ locales: LOCALES, defaultLocale: 'zh', localePrefix: 'always' })

/** Leads `/` to the browser's language and tells the pages their own address, for the language switch. */
export default function proxy(request: NextRequest) {
  request.headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  return localise(request)
}

export const config = {
  // Pages only: not the API, not Next's own files, nothing that has an ending.
  matcher: ['/((?!api|_next|.*\\..*).*)'],
}
