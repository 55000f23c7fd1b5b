import NextAuth from 'next-auth'
import { authOptions } from '#lib/members/session.ts'

type Served = { params: Promise<{ nextauth: string[] }> }

// Who is signed in, and signing out with next-auth's own token against forged forms. Its pages and providers are not
// ours: we have our own (docs/decisions/0004-sessions.md).
const SERVED = { GET: ['session', 'csrf'], POST: ['signout'] } as const

async function serve(method: keyof typeof SERVED, request: Request, route: Served): Promise<Response> {
  const { nextauth } = await route.params
  const [what, ...rest] = nextauth
  const isServed = rest.length === 0 && SERVED[method].some((one) => one === what)
  if (!isServed) return new Response('There is nothing here.\n', { status: 404 })
  return await NextAuth(authOptions())(request, route)
}

export async function GET(request: Request, route: Served): Promise<Response> {
  return await serve('GET', request, route)
}

export async function POST(request: Request, route: Served): Promise<Response> {
  return await serve('POST', request, route)
}
