'use client'
import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useRef, useState, useTransition } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { SayState } from './chat.tsx'
import type { ChatLine } from './watch-view.ts'

export interface Moderation {
  readonly muted: readonly { readonly authorId: string; readonly nickname: string }[]
  say(before: SayState, form: FormData): Promise<SayState>
  /** Each answers what is wrong in the reader's words, or null. */
  remove(showId: string, messageId: string): Promise<string | null>
  mute(showId: string, authorId: string): Promise<string | null>
  unmute(showId: string, authorId: string): Promise<string | null>
}

export type AirChatWords = Record<
  | 'chatTab'
  | 'say'
  | 'send'
  | 'quiet'
  | 'chatClosed'
  | 'host'
  | 'assistant'
  | 'moderate'
  | 'deleteLine'
  | 'mute'
  | 'muted'
  | 'unmute'
  | 'notDone',
  string
>

type Props = {
  showId: string
  open: boolean
  lines: readonly ChatLine[]
  moderation: Moderation
  words: AirChatWords
  className?: string
}

/** What viewers say, to read at arm's length and answer; what does not belong there goes with two taps. */
export function AirChat({ showId, open, lines, moderation, words, className }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const list = useRef<HTMLOListElement>(null)
  const last = lines.at(-1)?.id

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the list.
  useEffect(() => {
    const element = list.current
    if (element && element.scrollHeight - element.scrollTop - element.clientHeight < 240)
      element.scrollTop = element.scrollHeight
  }, [last])

  const act = (deed: () => Promise<string | null>) =>
    start(async () => {
      try {
        setProblem(await deed())
        router.refresh()
      } catch {
        setProblem(words.notDone)
      }
    })

  return (
    <section
      aria-label={words.chatTab}
      aria-busy={pending}
      className={classes('min-h-0 flex-col gap-2', className)}
    >
      {problem && (
        <p role="alert" className="rounded-md bg-night-raised px-4 py-3 text-night-persimmon">
          {problem}
        </p>
      )}
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={words.chatTab}
        className="flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto overscroll-contain rounded-md bg-night-raised p-3"
      >
        {lines.length === 0 && <li className="text-night-soft">{words.quiet}</li>}
        {lines.map((line) => (
          <li key={line.id} className="flex items-start gap-2 text-lg leading-snug [overflow-wrap:anywhere]">
            <p className="min-w-0 flex-1 py-1">
              <bdi className="font-semibold text-night-wheat">{line.nickname}</bdi>{' '}
              {line.part !== 'viewer' && (
                <Badge tone="trust">{line.part === 'host' ? words.host : words.assistant}</Badge>
              )}{' '}
              <bdi>{line.text}</bdi>
            </p>
            <details className="group shrink-0 open:flex">
              <summary
                aria-label={words.moderate.replace('{name}', line.nickname)}
                className="grid size-10 place-items-center rounded-full text-night-soft"
              >
                <span aria-hidden="true">⋯</span>
              </summary>
              <div className="flex flex-col gap-1">
                <Small onPress={() => act(() => moderation.remove(showId, line.id))}>
                  {words.deleteLine}
                </Small>
                {line.part === 'viewer' && (
                  <Small onPress={() => act(() => moderation.mute(showId, line.authorId))}>
                    {words.mute}
                  </Small>
                )}
              </div>
            </details>
          </li>
        ))}
      </ol>
      {moderation.muted.length > 0 && (
        <details className="rounded-md bg-night-raised px-3">
          <summary className="flex min-h-12 items-center text-night-soft">
            {words.muted} ({moderation.muted.length})
          </summary>
          <ul className="flex flex-wrap gap-2 pb-3">
            {moderation.muted.map(({ authorId, nickname }) => (
              <li key={authorId}>
                <Small onPress={() => act(() => moderation.unmute(showId, authorId))}>
                  {words.unmute.replace('{name}', nickname)}
                </Small>
              </li>
            ))}
          </ul>
        </details>
      )}
      {open ? (
        <SayForm showId={showId} say={moderation.say} words={words} />
      ) : (
        <p className="text-night-soft">{words.chatClosed}</p>
      )}
    </section>
  )
}

function Small({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="min-h-12 rounded-md border border-night-line px-3 text-base text-night-persimmon"
    >
      {children}
    </button>
  )
}

function SayForm({ showId, say, words }: { showId: string; say: Moderation['say']; words: AirChatWords }) {
  const [state, send, pending] = useActionState(say, null)
  return (
    <form action={send} className="flex flex-col gap-2 lg:pb-0">
      <input type="hidden" name="showId" value={showId} />
      <div className="flex gap-2">
        <input
          name="text"
          required
          maxLength={200}
          autoComplete="off"
          enterKeyHint="send"
          aria-label={words.say}
          placeholder={words.say}
          className="min-h-14 min-w-0 flex-1 rounded-full border border-night-line bg-night px-5 text-lg text-paper placeholder:text-night-soft"
        />
        <button
          type="submit"
          disabled={pending}
          aria-label={words.send}
          className="grid size-14 shrink-0 place-items-center rounded-full bg-leaf text-white disabled:opacity-60"
        >
          <Icon name="send" />
        </button>
      </div>
      {state && (
        <p role="alert" className="text-night-persimmon">
          {state.problem}
        </p>
      )}
    </form>
  )
}
