import { type NextRequest, NextResponse } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { paths } from '#lib/edge/paths.ts'
import { LOCALES } from '#lib/kernel/locale.ts'

const localise = createMiddleware({ locales: LOCALES, defaultLocale: 'zh', localePrefix: 'always' })

/** Leads `/` to the browser's language and tells the pages their own address, for the language switch. */
export default function proxy(request: NextRequest) {
  // After an action that leads to our own host, Next first asks itself for that page, past the door. No page is the
  // answer that makes the browser go there; the reader's own "nothing grows here" would be shown in its place.
  if (request.nextUrl.pathname.startsWith(paths.paymentsSandbox()))
    return new NextResponse(null, { status: 404 })
  request.headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  return localise(request)
}

export const config = {
  // Pages only: not the API, not Next's own files, nothing that has an ending.
  matcher: ['/((?!api|_next|.*\\..*).*)'],
}
