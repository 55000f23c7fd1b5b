import { createHash } from 'node:crypto'
import { visit } from '#lib/edge/request.ts'
import { maySeeStock } from '#lib/inventory/policy.ts'
import { levelsOf } from '#lib/inventory/queries.ts'
import { cooperativeBySlug } from '#lib/members/queries.ts'

type Params = { params: Promise<{ coop: string }> }

/** `[variantId, onHand, held]` of the variants asked for, and nothing (304) when nothing moved since. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const [{ coop }, { actor }] = await Promise.all([params, visit()])
  const cooperative = actor.kind === 'user' ? await cooperativeBySlug(coop) : null
  if (!cooperative || !maySeeStock(actor, cooperative.id)) return new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get('of')?.split(',') ?? []
  const body = JSON.stringify(await levelsOf(cooperative.id, asked))
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
  // Weakly (RFC 9110, 13.1.2): the door weakens the tag of what it compresses.
  if (request.headers.get('if-none-match')?.replace(/^W\//, '') === tag)
    return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json' } })
}
