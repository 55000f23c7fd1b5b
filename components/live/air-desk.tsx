'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import type { SendForm } from '#components/ui/form-state.ts'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import type { ShowState } from '#lib/live/model.ts'
import { AirChat, type AirChatWords, type Moderation } from './air-chat.tsx'
import { AirPins, type AirPinsWords, type AirProduct, type PinDeed } from './air-pins.tsx'
import type { AirState } from './air-state.ts'
import { AirStatus } from './air-status.tsx'
import { EndForm } from './end-form.tsx'
import { followAir } from './follow-air.ts'
import { OwnView, type OwnViewWords } from './own-view.tsx'

export interface AirShow {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly playlist: string
  readonly poster: string | null
  readonly chatOpen: boolean
}

type Words = AirPinsWords &
  AirChatWords &
  OwnViewWords &
  Record<
    | 'back'
    | 'pinTab'
    | 'chatTab'
    | 'end'
    | 'endShow'
    | 'endHint'
    | 'endSure'
    | 'fieldWrong'
    | 'working'
    | 'close'
    | 'viewersNow'
    | 'orderLanded'
    | 'notYet'
    | 'ended'
    | 'lost'
    | 'latestSales',
    string
  > & { states: Record<ShowState, string>; tones: Record<ShowState, BadgeTone> }

type Props = {
  show: AirShow
  /** Whether this person may end it. */
  hosts: boolean
  initial: AirState
  feedNumber: number
  products: readonly AirProduct[]
  muted: Moderation['muted']
  /** Where signal and sales are asked for. */
  nowUrl: string
  prepareUrl: string
  deeds: PinDeed & Omit<Moderation, 'muted'> & { finish: SendForm }
  words: Words
}

/** The desk on air: what to show next, who says what, how the signal is; nothing here ends the show by accident. */
export function AirDesk(props: Props) {
  const { show, hosts, initial, feedNumber, products, muted, deeds, words } = props
  const [state, setState] = useState(initial)
  const [tab, setTab] = useState<'pin' | 'chat'>('pin')
  const [ending, setEnding] = useState(false)
  const router = useRouter()
  const latest = useRef(initial)
  const change = useRef((next: AirState) => {
    latest.current = next
    setState(next)
  }).current

  // The server drew the page anew: its facts count from there; who watches is known by the feed alone.
  useEffect(() => {
    const { viewers, bought } = latest.current
    change({ ...initial, viewers, bought })
  }, [change, initial])

  useEffect(
    () =>
      followAir(
        { get: () => latest.current, set: change },
        { slug: show.slug, since: feedNumber, refresh: () => router.refresh() },
      ),
    [change, show.slug, feedNumber, router],
  )

  const onAir = state.show === 'LIVE' || state.show === 'INTERRUPTED'
  const sold = state.bought && products.find(({ id }) => id === state.bought?.productId)
  return (
    <div className="night flex h-dvh flex-col overflow-hidden">
      <header className="flex items-center gap-3 px-3 pt-2 lg:px-5 lg:pt-3">
        <Link
          href={props.prepareUrl}
          aria-label={words.back}
          className="grid size-12 shrink-0 place-items-center rounded-full bg-night-raised text-2xl"
        >
          <span aria-hidden="true">‹</span>
        </Link>
        <h1 className="min-w-0 flex-1 truncate text-lg lg:text-xl">{show.title}</h1>
        <Badge tone={words.tones[state.show]}>{words.states[state.show]}</Badge>
        <p className="tabular flex items-center gap-1 text-lg">
          <Icon name="eye" />
          <span aria-hidden="true">{state.viewers ?? '–'}</span>
          <span className="sr-only">{words.viewersNow.replace('{count}', String(state.viewers ?? 0))}</span>
        </p>
        {hosts && onAir && (
          <EndButton label={words.endShow} onPress={() => setEnding(true)} className="hidden px-5 lg:flex" />
        )}
      </header>
      <AirStatus url={props.nowUrl} soldCount={state.bought?.count ?? 0} words={words} />
      <div aria-live="polite" className="px-4 lg:px-6">
        {sold && state.bought && (
          <p key={state.bought.count} className="animate-arrive font-semibold text-night-leaf text-lg">
            {words.orderLanded
              .replace('{quantity}', String(state.bought.quantity))
              .replace('{title}', sold.title)}
          </p>
        )}
        {!onAir && (
          <p className="py-1 text-night-wheat">{state.show === 'SCHEDULED' ? words.notYet : words.ended}</p>
        )}
      </div>
      <main
        id="main"
        className="grid min-h-0 flex-1 grid-rows-[auto_minmax(0,1fr)] gap-3 px-3 pt-2 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,24rem)_24rem] lg:grid-rows-1 lg:px-5 lg:pb-5"
      >
        <OwnView show={show} live={onAir} words={words} className="lg:order-2" />
        <AirPins
          showId={show.id}
          products={products}
          open={state.open}
          available={state.available}
          enabled={onAir}
          deeds={deeds}
          words={words}
          className={classes('lg:order-1 lg:flex', tab === 'pin' ? 'flex' : 'hidden')}
        />
        <AirChat
          showId={show.id}
          open={show.chatOpen}
          lines={state.chat}
          moderation={{ ...deeds, muted }}
          words={words}
          className={classes('lg:order-3 lg:flex', tab === 'chat' ? 'flex' : 'hidden')}
        />
      </main>
      <nav
        aria-label={show.title}
        className="grid grid-cols-3 gap-2 p-3 pb-[max(12px,env(safe-area-inset-bottom))] lg:hidden"
      >
        <Tab icon="pin" label={words.pinTab} current={tab === 'pin'} onPress={() => setTab('pin')} />
        <Tab icon="send" label={words.chatTab} current={tab === 'chat'} onPress={() => setTab('chat')} />
        {hosts && onAir && <EndButton label={words.end} onPress={() => setEnding(true)} className="flex" />}
      </nav>
      <Sheet open={ending} onOpenChange={setEnding} title={words.endShow} closeWord={words.close}>
        <EndForm
          showId={show.id}
          send={async (before, form) => {
            const after = await deeds.finish(before, form)
            if (after?.done) setEnding(false)
            return after
          }}
          words={{
            hint: words.endHint,
            sure: words.endSure,
            submit: words.endShow,
            working: words.working,
            fieldWrong: words.fieldWrong,
          }}
        />
      </Sheet>
    </div>
  )
}

type TabProps = { icon: IconName; label: string; current: boolean; onPress: () => void }

function Tab({ icon, label, current, onPress }: TabProps) {
  return (
    <button
      type="button"
      aria-pressed={current}
      onClick={onPress}
      className="flex min-h-16 flex-col items-center justify-center rounded-md border border-night-line bg-night-raised font-semibold text-lg aria-pressed:border-night-leaf aria-pressed:text-night-leaf"
    >
      <Icon name={icon} />
      {label}
    </button>
  )
}

function EndButton({ label, onPress, className }: { label: string; onPress: () => void; className: string }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={onPress}
      className={classes(
        'min-h-14 flex-col items-center justify-center rounded-md border-2 border-night-persimmon font-semibold text-lg text-night-persimmon lg:min-h-12',
        className,
      )}
    >
      {label}
    </button>
  )
}
