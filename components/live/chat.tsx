'use client'
import { useActionState, useEffect, useRef, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { useWatch } from './use-watch.ts'
import type { ChatLine } from './watch-view.ts'

export type ChatWords = Record<
  'chat' | 'say' | 'send' | 'nickname' | 'nicknameHint' | 'host' | 'assistant' | 'quiet' | 'closed',
  string
>

/** The answer of the post action: a sentence for the reader, or null when it was said. */
export type SayState = { readonly problem: string } | null

type Props = {
  showId: string
  /** A guest chooses a nickname. */
  guest: boolean
  open: boolean
  say: (state: SayState, form: FormData) => Promise<SayState>
  words: ChatWords
}

/** The show's chat: newest at the bottom, plain text only. */
export function Chat({ showId, guest, open, say, words }: Props) {
  const lines = useWatch((state) => state.chat)
  const list = useRef<HTMLOListElement>(null)
  const last = lines.at(-1)?.id

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the list.
  useEffect(() => {
    const element = list.current
    if (!element) return
    // Somebody who scrolled back is reading: leave her there.
    const nearEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 160
    if (nearEnd) element.scrollTop = element.scrollHeight
  }, [last])

  return (
    <section
      aria-label={words.chat}
      className="pointer-events-auto flex min-h-0 flex-col justify-end gap-2 lg:flex-1"
    >
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-live="off"
        className="flex max-h-[26dvh] min-h-0 flex-col gap-1 overflow-y-auto overscroll-contain pt-6 [mask-image:linear-gradient(to_bottom,transparent,black_24px)] lg:max-h-none"
      >
        {lines.length === 0 && <li className={LINE}>{words.quiet}</li>}
        {lines.map((line) => (
          <Line key={line.id} line={line} words={words} />
        ))}
      </ol>
      {open ? (
        <SayForm showId={showId} guest={guest} say={say} words={words} />
      ) : (
        <p className="text-night-soft text-sm">{words.closed}</p>
      )}
    </section>
  )
}

/** Over the picture on a phone each has its own ground; beside it, the room's. */
const LINE =
  'max-w-[80%] self-start rounded-md bg-night/70 px-2.5 py-1 text-paper text-sm [overflow-wrap:anywhere] lg:max-w-full lg:bg-transparent lg:px-0'

function Line({ line, words }: { line: ChatLine; words: ChatWords }) {
  return (
    <li className={LINE}>
      {/* Names and words come from strangers: each keeps its own direction. */}
      <bdi className="font-semibold text-night-wheat">{line.nickname}</bdi>{' '}
      {line.part !== 'viewer' && (
        <Badge tone="trust">{line.part === 'host' ? words.host : words.assistant}</Badge>
      )}{' '}
      <bdi>{line.text}</bdi>
    </li>
  )
}

function SayForm({ showId, guest, say, words }: Omit<Props, 'open'>) {
  const form = useRef<HTMLFormElement>(null)
  const [state, send, pending] = useActionState(async (before: SayState, data: FormData) => {
    const after = await say(before, data)
    if (!after) form.current?.querySelector<HTMLInputElement>('[name=text]')?.focus()
    return after
  }, null)
  // A form that was sent is emptied; who speaks stays who she is.
  const [nickname, setNickname] = useState('')
  const field =
    'min-h-12 min-w-0 rounded-full border border-night-line bg-night/70 px-4 text-paper placeholder:text-night-soft'
  return (
    <form ref={form} action={send} className="flex flex-col gap-2">
      <input type="hidden" name="showId" value={showId} />
      <div className="flex gap-2">
        {guest && (
          <input
            name="nickname"
            value={nickname}
            onChange={(event) => setNickname(event.target.value)}
            required
            maxLength={24}
            autoComplete="nickname"
            aria-label={words.nickname}
            placeholder={words.nicknameHint}
            className={`${field} w-28`}
          />
        )}
        <input
          name="text"
          required
          maxLength={200}
          autoComplete="off"
          enterKeyHint="send"
          aria-label={words.say}
          placeholder={words.say}
          className={`${field} flex-1`}
        />
        <button
          type="submit"
          disabled={pending}
          aria-label={words.send}
          className="grid size-12 shrink-0 place-items-center rounded-full bg-leaf text-white disabled:opacity-60"
        >
          <Icon name="send" />
        </button>
      </div>
      {state && (
        <p role="alert" className="rounded-md bg-night/80 px-3 py-1 text-night-persimmon text-sm">
          {state.problem}
        </p>
      )}
    </form>
  )
}
