import type { Locale } from '#lib/kernel/locale.ts'

/** What members tells the house. Ids only: the secrets in the mails are keyed from them when they are written. */
export type MembersEvent =
  | { readonly type: 'members.code-issued'; readonly codeId: string; readonly locale: Locale }
  | { readonly type: 'members.invited'; readonly invitationId: string; readonly locale: Locale }
