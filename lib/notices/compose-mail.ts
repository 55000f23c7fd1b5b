import 'server-only'
import { paths } from '#lib/edge/paths.ts'
import { env } from '#lib/kernel/env.ts'
import { reminderToMail } from '#lib/live/reminder-queries.ts'
import { codeToMail, invitationToMail } from '#lib/members/queries.ts'
import { composeOrderMail } from './compose-order-mail.ts'
import { invitationLetter } from './letters/invitation.ts'
import { reminderLetter } from './letters/reminder.ts'
import { signInCodeLetter } from './letters/sign-in-code.ts'
import type { Cause, Letter } from './model.ts'

export interface Composed {
  readonly to: string
  readonly letter: Letter
}

/** The mail that a cause asks for, as things stand now; null when there is nothing to say any more. */
export async function composeMail(cause: Cause, now: Date): Promise<Composed | null> {
  switch (cause.about) {
    case 'sign-in-code': {
      const code = await codeToMail(cause.codeId, now)
      return code && { to: code.email, letter: signInCodeLetter(cause.locale, code.digits) }
    }
    case 'invitation': {
      const invitation = await invitationToMail(cause.invitationId, now)
      if (!invitation) return null
      const { email, token, ...rest } = invitation
      const url = addressOf(paths.invitation(cause.locale, token))
      return { to: email, letter: invitationLetter(cause.locale, { ...rest, url }) }
    }
    case 'reminder': {
      const reminder = await reminderToMail(cause.reminderId)
      if (!reminder) return null
      const url = addressOf(paths.live(reminder.locale, reminder.slug))
      return { to: reminder.email, letter: reminderLetter(reminder.locale, { ...reminder, url }) }
    }
    default:
      return await composeOrderMail(cause)
  }
}

/** Mails are read elsewhere, so their links are whole. */
function addressOf(path: string): string {
  return env().publicUrl + path
}
