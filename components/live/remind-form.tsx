'use client'
import { useActionState } from 'react'
import { buttonClasses } from '#components/ui/button.tsx'
import type { Locale } from '#lib/kernel/locale.ts'

export type RemindState = { readonly done: true } | { readonly done: false; readonly problem: string } | null

type Props = {
  showId: string
  locale: Locale
  /** A member's reminder goes to her own address. */
  guest: boolean
  ask: (state: RemindState, form: FormData) => Promise<RemindState>
  words: Record<'remindTitle' | 'remindHint' | 'remindEmail' | 'remindDone', string>
}

/** One mail before the show. */
export function RemindForm({ showId, locale, guest, ask, words }: Props) {
  const [state, send, pending] = useActionState(ask, null)
  if (state?.done)
    return (
      <p role="status" className="rounded-full bg-leaf px-5 py-3 font-semibold text-white">
        {words.remindDone}
      </p>
    )
  return (
    <form action={send} className="flex flex-col items-center gap-2">
      <input type="hidden" name="showId" value={showId} />
      <input type="hidden" name="locale" value={locale} />
      {guest && (
        <input
          type="email"
          name="email"
          required
          autoComplete="email"
          aria-label={words.remindEmail}
          placeholder={words.remindEmail}
          className="min-h-12 w-72 max-w-full rounded-md border border-night-line bg-night-raised px-4 text-paper placeholder:text-night-soft"
        />
      )}
      <button type="submit" disabled={pending} className={buttonClasses({ tone: 'forward', size: 'large' })}>
        {words.remindTitle}
      </button>
      <p className="max-w-72 text-night-soft text-sm">{words.remindHint}</p>
      {state && (
        <p role="alert" className="text-night-persimmon">
          {state.problem}
        </p>
      )}
    </form>
  )
}
