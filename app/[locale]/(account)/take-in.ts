import 'server-only'
import type { Visit } from '#lib/edge/request.ts'
import type { SignedIn } from '#lib/members/model.ts'
import { currentGuest, keepSession } from '#lib/members/session.ts'
import { bringCartAlong } from '#lib/orders/merge-carts.ts'

/** After a sign-in: the browser gets its session, and what the guest had put in her cart comes along. */
export async function takeIn({ context, log }: Visit, signedIn: SignedIn): Promise<void> {
  await keepSession(signedIn)
  const guest = await currentGuest()
  try {
    await bringCartAlong(context, guest.id, signedIn.userId)
  } catch (err) {
    // She is signed in all the same; the cart stays with the browser and comes along next time.
    log.error({ err }, 'could not bring the cart along')
  }
}
