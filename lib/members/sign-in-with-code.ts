import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { beginSession, endSessions } from './begin-session.ts'
import { sameText } from './keyed.ts'
import { type Browser, CODE_TRIES, type CodeSignIn, type MembersFault, type SignedIn } from './model.ts'
import { digitsOf } from './sign-in-code.ts'
import { countCodeTry, lockAddress, lockUser } from './store.ts'

/**
 * A new session for who read the mail; the account is made if there is none. Fault wrong-code for wrong digits, an
 * old or used request, a sixth try and a shut account alike.
 */
export async function signInWithCode(
  context: Context,
  browser: Browser,
  input: Pick<CodeSignIn, 'request' | 'code'>,
): Promise<Result<SignedIn, MembersFault>> {
  // Committed by itself: a refusal below must not give the try back.
  const tried = await inTransaction<{ email: string }, MembersFault>(async (tx) => {
    const live = await countCodeTry(tx, input.request, context.now(), CODE_TRIES)
    return live ? ok(live) : refuse({ code: 'wrong-code' })
  })
  if (!tried.ok) return tried
  if (!sameText(digitsOf(input.request), input.code)) return refuse({ code: 'wrong-code' })
  const { email } = tried.value
  return await inTransaction<SignedIn, MembersFault>(async (tx) => {
    await lockAddress(tx, email)
    const now = context.now()
    const { count } = await tx.signInCode.updateMany({
      where: { id: input.request, endedAt: null },
      data: { endedAt: now },
    })
    if (count === 0) return refuse({ code: 'wrong-code' })
    const known = await tx.user.findUnique({ where: { email }, select: { id: true, demo: true } })
    const userId = known?.id ?? (await makeUser(tx, context, email, browser.locale))
    const user = await lockUser(tx, userId)
    if (!user || user.disabledAt) return refuse({ code: 'wrong-code' })
    if (!user.emailProvenAt) await takeOver(tx, userId, now, known?.demo === true)
    return ok(await beginSession(tx, context, browser, { userId, byMail: true }))
  })
}

/**
 * The first proof of an address. Whoever registered it before may have been somebody else, so the password chosen
 * then and the sessions begun with it end. (The demo's accounts have passwords that the house itself chose.)
 */
async function takeOver(tx: Tx, userId: string, now: Date, demo: boolean): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { emailProvenAt: now, ...(demo ? {} : { passwordHash: null }) },
  })
  if (!demo) await endSessions(tx, now, { userId })
}

// Names stand in public chat, so the address says nothing in them.
const NEIGHBOUR: Record<Locale, string> = { zh: '村友', en: 'Neighbour', fr: 'Voisinage' }

async function makeUser(tx: Tx, context: Context, email: string, locale: Locale): Promise<string> {
  const id = context.id('user')
  await tx.user.create({
    data: {
      id,
      email,
      name: `${NEIGHBOUR[locale]} ${id.slice(-4).toUpperCase()}`,
      locale,
      createdAt: context.now(),
      emailProvenAt: context.now(),
    },
  })
  return id
}
