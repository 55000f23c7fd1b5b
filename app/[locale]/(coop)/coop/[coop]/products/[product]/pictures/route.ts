import { NextResponse } from 'next/server'
import { CATALOG_FAULT_WORDS } from '#components/catalog/fault-words.ts'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { addPicture } from '#lib/catalog/add-picture.ts'
import { addPictureInput, type CatalogFault, MAX_PICTURE_BYTES } from '#lib/catalog/model.ts'
import type { EdgeFault } from '#lib/edge/faults.ts'
import { countVisit } from '#lib/edge/limits.ts'
import { visit } from '#lib/edge/request.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { PICTURE_LIMIT } from '../../picture-limit.ts'

/** The form around the picture. */
const FORM_BYTES = 64 * 1024

type Params = { params: Promise<{ product: string }> }

/** One picture from a browser that shows its progress; whether it may come is the verb's to decide. */
export async function POST(request: Request, { params }: Params): Promise<NextResponse> {
  const [{ product }, now] = await Promise.all([params, visit()])
  const { actor, context, locale, log, address } = now
  const say = (status: number, fault: CatalogFault | EdgeFault) => {
    log.info({ action: 'catalog.add-picture', actor: actor.id, fault: fault.code }, 'refused')
    const words = { ...CATALOG_FAULT_WORDS, ...EDGE_FAULT_WORDS }
    return NextResponse.json({ problem: sayFault(fault, words, locale) }, { status })
  }
  if (actor.kind !== 'user') return say(401, { code: 'sign-in-first' })
  if (!isStaffSomewhere(actor)) return say(403, { code: 'not-allowed' })
  const seconds = await countVisit(PICTURE_LIMIT, 'actor', actor, address)
  if (seconds !== null) return say(429, { code: 'too-many', seconds })
  // Without a length, nobody knows how much would have to be kept.
  const bytes = Number(request.headers.get('content-length') || Number.NaN)
  if (Number.isNaN(bytes)) return say(411, { code: 'picture-unreadable' })
  if (bytes > MAX_PICTURE_BYTES + FORM_BYTES) return say(413, { code: 'picture-too-large', bytes })

  const form = await request.formData().catch(() => null)
  const input = addPictureInput.safeParse({ productId: product, file: form?.get('file') })
  if (!input.success) return say(400, { code: 'picture-unreadable' })
  try {
    const added = await addPicture(context, actor, input.data)
    if (added.ok) return NextResponse.json(added.value, { status: 201 })
    return say(added.fault.code === 'not-allowed' ? 403 : 422, added.fault)
  } catch (err) {
    log.error({ err }, 'a picture broke')
    return say(500, { code: 'broken', requestId: context.requestId })
  }
}
